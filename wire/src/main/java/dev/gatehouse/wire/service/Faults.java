package dev.gatehouse.wire.service;

import dev.gatehouse.http.message.Response;
import dev.gatehouse.wire.protocol.MalformedInputException;
import dev.gatehouse.wire.protocol.Protocol;
import dev.gatehouse.wire.protocol.ServiceShape;
import dev.gatehouse.wire.protocol.WireError;
import dev.gatehouse.wire.schema.Shape;
import dev.gatehouse.wire.sdk.ModelledFault;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;

/** Turns whatever went wrong in one call into the answer that AWS would give. */
final class Faults {
    private static final Logger LOG = System.getLogger(Faults.class.getName());

    private final String requestId;

    Faults(String requestId) {
        this.requestId = requestId;
    }

    /** The service that the call is for has no such operation. */
    static ServiceFault unknownOperation(Call call) {
        String name = call.name().operation();
        return call.wording() == Wording.AWS_QUERY
                ? new ServiceFault(
                        400,
                        "InvalidAction",
                        "Could not find operation %s for version %s"
                                .formatted(name, call.service().facts().apiVersion()))
                : new ServiceFault(404, "UnknownOperationException", "Unknown operation: " + name);
    }

    static ServiceFault notImplemented(String service, String operation) {
        return notImplemented(service + ":" + operation + " yet");
    }

    static ServiceFault unknownService(String service, CalledName name) {
        return notImplemented("the service " + service + " yet: " + name.operation());
    }

    private static ServiceFault notImplemented(String what) {
        return new ServiceFault(
                501, "NotImplementedException", "Gatehouse does not implement " + what);
    }

    Response render(Protocol protocol, ServiceModel service, Throwable failure) {
        WireError error =
                ModelledFault.of(failure, service.facts(), service.shapes())
                        .orElseGet(() -> error(failure));
        return protocol.encodeError(service.shape(), error, requestId);
    }

    Response render(Protocol protocol, ServiceShape service, Throwable failure) {
        return protocol.encodeError(service, error(failure), requestId);
    }

    private WireError error(Throwable failure) {
        return switch (failure) {
            case ServiceFault fault -> error(fault.status(), fault.code(), message(fault));
            case MalformedInputException malformed ->
                    error(malformed.status(), malformed.code(), message(malformed));
            default -> {
                LOG.log(Level.ERROR, "AWS API request " + requestId + " failed", failure);
                yield error(
                        500,
                        "ServiceException",
                        "An internal error occurred; request " + requestId);
            }
        };
    }

    private static String message(Throwable failure) {
        String message = failure.getMessage();
        return message == null ? "" : message;
    }

    private static WireError error(int status, String code, String message) {
        Shape.Structure shape =
                new Shape.Structure(code, false, List.of(ModelledFault.messageMember("message")));
        return new WireError(
                status, QueryCodes.of(code), shape, Map.of("message", message), message);
    }
}
