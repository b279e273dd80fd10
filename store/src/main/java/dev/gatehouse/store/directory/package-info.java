@NullMarked
package dev.gatehouse.store.directory;

import org.jspecify.annotations.NullMarked;
