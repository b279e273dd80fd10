package dev.gatehouse.gateway.pipeline;

import dev.gatehouse.gateway.call.Call;
import dev.gatehouse.gateway.fault.GatewayFault;
import dev.gatehouse.gateway.fault.GatewayFault.Kind;
import dev.gatehouse.http.message.BodyAbortedException;
import dev.gatehouse.http.message.BodyTooLargeException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;

/** Tells which of AWS's errors a failure is, and logs what is none of them. */
final class Faults {
    private static final Logger LOG = System.getLogger(Faults.class.getName());

    private Faults() {}

    static Kind kindOf(Throwable failure, Call call) {
        return switch (failure) {
            case CompletionException wrapped when wrapped.getCause() != null ->
                    kindOf(wrapped.getCause(), call);
            case GatewayFault fault -> {
                tell(call, fault);
                yield fault.kind();
            }
            case BodyTooLargeException _ -> Kind.REQUEST_TOO_LARGE;
            case BodyAbortedException _ -> Kind.BAD_REQUEST;
            case CancellationException _ -> Kind.UNAVAILABLE;
            default -> {
                LOG.log(Level.ERROR, "request " + call.requestId() + " failed", failure);
                yield Kind.INTERNAL;
            }
        };
    }

    /** Callers see AWS's words only; whoever runs the server finds here what they mean. */
    private static void tell(Call call, GatewayFault fault) {
        int status = fault.kind().status();
        LOG.log(
                status >= 500 ? Level.WARNING : Level.DEBUG,
                () ->
                        "request "
                                + call.requestId()
                                + " is answered "
                                + status
                                + ": "
                                + fault.getMessage());
    }
}
