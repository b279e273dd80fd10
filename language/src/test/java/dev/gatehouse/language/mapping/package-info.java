@NullMarked
package dev.gatehouse.language.mapping;

import org.jspecify.annotations.NullMarked;
