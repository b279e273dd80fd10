@NullMarked
package dev.gatehouse.wire.cbor;

import org.jspecify.annotations.NullMarked;
