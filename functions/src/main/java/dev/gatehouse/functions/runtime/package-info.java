/**
 * The interpreters of this machine, AWS's names for them, and the files with which they become
 * function runtimes.
 */
@NullMarked
package dev.gatehouse.functions.runtime;

import org.jspecify.annotations.NullMarked;
