@NullMarked
package dev.gatehouse.server.cli;

import org.jspecify.annotations.NullMarked;
