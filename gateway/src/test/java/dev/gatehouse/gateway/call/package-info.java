@NullMarked
package dev.gatehouse.gateway.call;

import org.jspecify.annotations.NullMarked;
