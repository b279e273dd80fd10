@NullMarked
package dev.gatehouse.functions.sandbox;

import org.jspecify.annotations.NullMarked;
