package dev.gatehouse.control.function;

import dev.gatehouse.functions.host.Caller;
import dev.gatehouse.functions.host.FunctionHost;
import dev.gatehouse.functions.host.FunctionRef;
import dev.gatehouse.functions.host.Invocation;
import dev.gatehouse.functions.host.InvokeOutcome;
import dev.gatehouse.functions.host.TraceHeader;
import dev.gatehouse.wire.service.CallContext;
import dev.gatehouse.wire.service.ServiceFault;
import dev.gatehouse.wire.service.ServiceOperations;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/**
 * Invoke. The warm path asks the host alone; the store is read only to explain a function that the
 * host does not know.
 */
final class Invocations {
    /** The most bytes of a payload (AWS docs: Lambda quotas). */
    static final int MAX_PAYLOAD = 6_291_456;

    private static final String TRACE = "X-Amzn-Trace-Id";

    private static final byte[] NO_PAYLOAD = {'{', '}'};

    private final Functions functions;
    private final FunctionHost host;

    Invocations(Functions functions, FunctionHost host) {
        this.functions = functions;
        this.host = host;
    }

    ServiceOperations operations() {
        return ServiceOperations.of("lambda")
                .on("Invoke", InvokeRequest::builder, this::invoke)
                .build();
    }

    private InvokeResponse invoke(InvokeRequest given, CallContext call) {
        FunctionRef ref =
                FunctionNames.resolve(
                        given.functionName(), given.qualifier(), call, "InvokeFunction");
        String type = check(given);
        byte[] payload = payload(given.payload());
        String context = InvokeInput.clientContext(given.clientContext());
        if (type.equals("DryRun")) {
            FunctionQueries.version(functions.require(ref), ref);
            return InvokeResponse.builder().statusCode(204).build();
        }
        boolean tail = "Tail".equals(given.logTypeAsString());
        String trace = TraceHeader.of(call.headers().sent(TRACE), call.now().toEpochMilli());
        Invocation invocation = new Invocation(call.requestId(), payload, trace, context, tail);
        Caller caller = new Caller.Principal(call.principalArn(), call.account());
        InvokeOutcome outcome = host.invoke(ref, caller, invocation).toCompletableFuture().join();
        InvokeResponse answer = answer(outcome, ref, tail, call);
        call.headers().answer(TRACE, trace);
        call.headers().answer("x-amzn-Remapped-Content-Length", "0");
        return answer;
    }

    private static String check(InvokeRequest given) {
        String type =
                given.invocationTypeAsString() == null
                        ? "RequestResponse"
                        : given.invocationTypeAsString();
        if (type.equals("Event")) {
            throw ServiceFault.unsupported(
                    "InvocationType Event", "events cannot be queued durably yet");
        }
        if (given.tenantId() != null) {
            throw ServiceFault.unsupported("TenantId", "tenants are not isolated");
        }
        if (given.durableExecutionName() != null) {
            throw ServiceFault.unsupported("DurableExecutionName", "executions are not durable");
        }
        return type;
    }

    private static byte[] payload(@Nullable SdkBytes given) {
        byte[] payload = given == null ? NO_PAYLOAD : given.asByteArrayUnsafe();
        if (payload.length > MAX_PAYLOAD) {
            throw LambdaFaults.tooLarge(MAX_PAYLOAD);
        }
        if (payload.length == 0) {
            return NO_PAYLOAD;
        }
        InvokeInput.checkJson(payload);
        return payload;
    }

    private InvokeResponse answer(
            InvokeOutcome outcome, FunctionRef ref, boolean tail, CallContext call) {
        return switch (outcome) {
            case InvokeOutcome.Succeeded succeeded ->
                    ran(succeeded.payload(), succeeded.execution(), tail).build();
            case InvokeOutcome.Failed failed ->
                    ran(failed.payload(), failed.execution(), tail)
                            .functionError("Unhandled")
                            .build();
            case InvokeOutcome.Throttled throttled ->
                    throw LambdaFaults.throttled(throttled.reason().name());
            case InvokeOutcome.NotFound missing -> throw explain(ref);
            case InvokeOutcome.Forbidden forbidden ->
                    throw LambdaFaults.denied(call, "InvokeFunction", ref.arn());
            case InvokeOutcome.TooLarge tooLarge -> throw LambdaFaults.tooLarge(tooLarge.limit());
            case InvokeOutcome.Unavailable unavailable ->
                    throw LambdaFaults.cannotRun(unavailable.reason());
        };
    }

    private static InvokeResponse.Builder ran(
            byte[] payload, InvokeOutcome.Execution execution, boolean tail) {
        InvokeResponse.Builder answer =
                InvokeResponse.builder()
                        .statusCode(200)
                        .payload(SdkBytes.fromByteArrayUnsafe(payload))
                        .executedVersion(execution.executedVersion());
        return tail
                ? answer.logResult(Base64.getEncoder().encodeToString(execution.logTail()))
                : answer;
    }

    /** Why the host does not know the function: it is not there, or not active yet. */
    private RuntimeException explain(FunctionRef ref) {
        VersionRecord version = FunctionQueries.version(functions.require(ref), ref);
        if (version.isActive()) {
            return LambdaFaults.functionNotFound(ref);
        }
        return LambdaFaults.conflict(
                "The operation cannot be performed at this time. The function is currently in the"
                        + " following state: "
                        + version.configuration().stateAsString());
    }
}
