/** What functions write and what the platform says about them, on its way to a log group. */
@NullMarked
package dev.gatehouse.functions.log;

import org.jspecify.annotations.NullMarked;
