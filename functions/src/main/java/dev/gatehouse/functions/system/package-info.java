/** What the operating system does and Java's library has no words for. */
@NullMarked
package dev.gatehouse.functions.system;

import org.jspecify.annotations.NullMarked;
