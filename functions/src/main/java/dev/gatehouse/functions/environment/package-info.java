/** One execution environment: a process, its state, its current invocation and its deadlines. */
@NullMarked
package dev.gatehouse.functions.environment;

import org.jspecify.annotations.NullMarked;
