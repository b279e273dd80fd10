@NullMarked
package dev.gatehouse.control.code;

import org.jspecify.annotations.NullMarked;
