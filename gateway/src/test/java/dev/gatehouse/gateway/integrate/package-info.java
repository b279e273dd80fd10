@NullMarked
package dev.gatehouse.gateway.integrate;

import org.jspecify.annotations.NullMarked;
