@NullMarked
package dev.gatehouse.gateway.transform;

import org.jspecify.annotations.NullMarked;
