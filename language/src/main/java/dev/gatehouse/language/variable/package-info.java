@NullMarked
package dev.gatehouse.language.variable;

import org.jspecify.annotations.NullMarked;
