@NullMarked
package dev.gatehouse.wire.restjson;

import org.jspecify.annotations.NullMarked;
