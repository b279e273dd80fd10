@NullMarked
package dev.gatehouse.store.blob;

import org.jspecify.annotations.NullMarked;
