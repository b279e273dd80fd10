@NullMarked
package dev.gatehouse.gateway.pipeline;

import org.jspecify.annotations.NullMarked;
