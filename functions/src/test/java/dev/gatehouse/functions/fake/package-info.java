/** A sandbox, a timer and a log sink that tests control. */
@NullMarked
package dev.gatehouse.functions.fake;

import org.jspecify.annotations.NullMarked;
