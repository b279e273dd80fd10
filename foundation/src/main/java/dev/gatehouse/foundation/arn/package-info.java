@NullMarked
package dev.gatehouse.foundation.arn;

import org.jspecify.annotations.NullMarked;
