@NullMarked
package dev.gatehouse.server.boot;

import org.jspecify.annotations.NullMarked;
