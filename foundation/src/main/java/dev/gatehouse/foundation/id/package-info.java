@NullMarked
package dev.gatehouse.foundation.id;

import org.jspecify.annotations.NullMarked;
