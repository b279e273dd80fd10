@NullMarked
package dev.gatehouse.gateway.stage;

import org.jspecify.annotations.NullMarked;
