package dev.gatehouse.control.document;

import dev.gatehouse.store.document.DocumentKey;

/** A value as it was read, with the version that a write of it must expect. */
public record Stored<T>(DocumentKey key, long version, T value) {}
