@NullMarked
package dev.gatehouse.gateway.respond;

import org.jspecify.annotations.NullMarked;
