@NullMarked
package dev.gatehouse.control.openapi;

import org.jspecify.annotations.NullMarked;
