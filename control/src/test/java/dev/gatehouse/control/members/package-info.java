@NullMarked
package dev.gatehouse.control.members;

import org.jspecify.annotations.NullMarked;
