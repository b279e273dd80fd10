@NullMarked
package dev.gatehouse.control.httpapi;

import org.jspecify.annotations.NullMarked;
