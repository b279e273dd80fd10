/** Typed access to the document store: records in, records out. */
@NullMarked
package dev.gatehouse.control.document;

import org.jspecify.annotations.NullMarked;
