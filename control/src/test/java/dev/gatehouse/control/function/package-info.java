@NullMarked
package dev.gatehouse.control.function;

import org.jspecify.annotations.NullMarked;
