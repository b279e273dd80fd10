/** Packages of code that users uploaded: checked, kept, and unpacked for running. */
@NullMarked
package dev.gatehouse.control.code;

import org.jspecify.annotations.NullMarked;
