/** Processes that run function code, and what keeps them apart from everything else. */
@NullMarked
package dev.gatehouse.functions.sandbox;

import org.jspecify.annotations.NullMarked;
