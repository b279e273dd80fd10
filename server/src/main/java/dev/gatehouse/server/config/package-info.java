@NullMarked
package dev.gatehouse.server.config;

import org.jspecify.annotations.NullMarked;
