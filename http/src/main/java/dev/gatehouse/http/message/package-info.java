@NullMarked
package dev.gatehouse.http.message;

import org.jspecify.annotations.NullMarked;
