@NullMarked
package dev.gatehouse.http.client;

import org.jspecify.annotations.NullMarked;
