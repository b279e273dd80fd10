@NullMarked
package dev.gatehouse.gateway.fault;

import org.jspecify.annotations.NullMarked;
