@NullMarked
package dev.gatehouse.functions.runtime;

import org.jspecify.annotations.NullMarked;
