@NullMarked
package dev.gatehouse.wire.facts;

import org.jspecify.annotations.NullMarked;
