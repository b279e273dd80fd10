@NullMarked
package dev.gatehouse.gateway.compile;

import org.jspecify.annotations.NullMarked;
