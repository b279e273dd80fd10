/**
 * Finds an environment for every invocation, within the limits, and starts and ends environments.
 */
@NullMarked
package dev.gatehouse.functions.dispatch;

import org.jspecify.annotations.NullMarked;
