package dev.gatehouse.wire.conformance;

import org.junit.jupiter.api.function.Executable;

/** One published case, ready to run. */
record ProtocolCase(String protocol, String id, Executable check) {}
