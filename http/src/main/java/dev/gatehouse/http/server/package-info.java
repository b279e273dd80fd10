@NullMarked
package dev.gatehouse.http.server;

import org.jspecify.annotations.NullMarked;
