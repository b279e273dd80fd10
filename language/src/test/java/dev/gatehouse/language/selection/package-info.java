@NullMarked
package dev.gatehouse.language.selection;

import org.jspecify.annotations.NullMarked;
