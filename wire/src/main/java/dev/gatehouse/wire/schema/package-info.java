@NullMarked
package dev.gatehouse.wire.schema;

import org.jspecify.annotations.NullMarked;
