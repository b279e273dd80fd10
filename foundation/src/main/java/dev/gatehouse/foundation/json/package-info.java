@NullMarked
package dev.gatehouse.foundation.json;

import org.jspecify.annotations.NullMarked;
