@NullMarked
package dev.gatehouse.wire.validate;

import org.jspecify.annotations.NullMarked;
