@NullMarked
package dev.gatehouse.wire.awsjson;

import org.jspecify.annotations.NullMarked;
