@NullMarked
package dev.gatehouse.functions.host;

import org.jspecify.annotations.NullMarked;
