@NullMarked
package dev.gatehouse.wire.token;

import org.jspecify.annotations.NullMarked;
