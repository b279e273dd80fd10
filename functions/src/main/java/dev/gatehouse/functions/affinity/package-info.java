/** Which processors busy environments and the event loops that they answer to may run on. */
@NullMarked
package dev.gatehouse.functions.affinity;

import org.jspecify.annotations.NullMarked;
