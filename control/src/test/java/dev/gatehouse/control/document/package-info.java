@NullMarked
package dev.gatehouse.control.document;

import org.jspecify.annotations.NullMarked;
