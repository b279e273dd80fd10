/** Judges resource policies. */
@NullMarked
package dev.gatehouse.functions.permission;

import org.jspecify.annotations.NullMarked;
