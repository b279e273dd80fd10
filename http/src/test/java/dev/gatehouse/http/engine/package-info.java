@NullMarked
package dev.gatehouse.http.engine;

import org.jspecify.annotations.NullMarked;
