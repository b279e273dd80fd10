@NullMarked
package dev.gatehouse.wire.service;

import org.jspecify.annotations.NullMarked;
