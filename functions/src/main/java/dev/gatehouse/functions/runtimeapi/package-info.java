/** The HTTP interface by which a runtime fetches invocations and answers them. */
@NullMarked
package dev.gatehouse.functions.runtimeapi;

import org.jspecify.annotations.NullMarked;
