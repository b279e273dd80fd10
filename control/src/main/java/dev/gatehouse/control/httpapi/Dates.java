package dev.gatehouse.control.httpapi;

import dev.gatehouse.wire.service.CallContext;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Dates as API Gateway keeps and shows them: in whole seconds. */
final class Dates {
    private Dates() {}

    /** When the call was made. */
    static Instant of(CallContext call) {
        return call.now().truncatedTo(ChronoUnit.SECONDS);
    }
}
