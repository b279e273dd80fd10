@NullMarked
package dev.gatehouse.store.document;

import org.jspecify.annotations.NullMarked;
