@NullMarked
package dev.gatehouse.telemetry.metric;

import org.jspecify.annotations.NullMarked;
