/** Who a caller is. */
@NullMarked
package dev.gatehouse.control.identity;

import org.jspecify.annotations.NullMarked;
