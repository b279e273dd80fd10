@NullMarked
package dev.gatehouse.wire.protocol;

import org.jspecify.annotations.NullMarked;
