package dev.gatehouse.control.function;

import dev.gatehouse.control.function.Functions.Changed;
import dev.gatehouse.functions.host.FunctionRef;
import dev.gatehouse.wire.service.CallContext;
import dev.gatehouse.wire.service.ServiceOperations;
import java.util.concurrent.locks.ReentrantLock;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionConcurrencyRequest;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionConcurrencyResponse;
import software.amazon.awssdk.services.lambda.model.GetFunctionConcurrencyRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionConcurrencyResponse;
import software.amazon.awssdk.services.lambda.model.InvalidParameterValueException;
import software.amazon.awssdk.services.lambda.model.PutFunctionConcurrencyRequest;
import software.amazon.awssdk.services.lambda.model.PutFunctionConcurrencyResponse;

/** Reserved concurrency, which functions take from their account's. */
final class Concurrencies {
    /** What must stay unreserved (AWS docs: configuring reserved concurrency). */
    private static final int UNRESERVED_FLOOR = 100;

    private final Functions functions;
    private final int accountLimit;

    /** Held while a reservation is weighed against the others of its account. */
    private final ReentrantLock reserving = new ReentrantLock();

    Concurrencies(Functions functions, int accountLimit) {
        this.functions = functions;
        this.accountLimit = accountLimit;
    }

    ServiceOperations operations() {
        return ServiceOperations.of("lambda")
                .on("PutFunctionConcurrency", PutFunctionConcurrencyRequest::builder, this::put)
                .on("GetFunctionConcurrency", GetFunctionConcurrencyRequest::builder, this::get)
                .on(
                        "DeleteFunctionConcurrency",
                        DeleteFunctionConcurrencyRequest::builder,
                        this::delete)
                .build();
    }

    private PutFunctionConcurrencyResponse put(
            PutFunctionConcurrencyRequest given, CallContext call) {
        FunctionRef ref = function(given.functionName(), call, "PutFunctionConcurrency");
        int wanted = given.reservedConcurrentExecutions();
        reserving.lock();
        try {
            functions.require(ref);
            checkFloor(ref, wanted, call);
            functions.change(
                    ref,
                    function ->
                            new Changed<>(
                                    function.with(
                                            function.function().withReservedConcurrency(wanted)),
                                    ref));
        } finally {
            reserving.unlock();
        }
        return PutFunctionConcurrencyResponse.builder()
                .reservedConcurrentExecutions(wanted)
                .build();
    }

    private void checkFloor(FunctionRef ref, int wanted, CallContext call) {
        long others =
                functions.all(call.account(), call.region()).stream()
                        .filter(each -> !name(each).equals(ref.id().name()))
                        .mapToLong(FunctionRecord::taken)
                        .sum();
        int floor = Math.min(UNRESERVED_FLOOR, accountLimit);
        if (accountLimit - others - wanted < floor) {
            // AWS sends this one without a Type.
            throw InvalidParameterValueException.builder()
                    .message(
                            "Specified ReservedConcurrentExecutions for function decreases"
                                    + " account's UnreservedConcurrentExecution below its minimum"
                                    + " value of ["
                                    + floor
                                    + "].")
                    .build();
        }
    }

    private static String name(FunctionRecord function) {
        return function.latest().configuration().functionName();
    }

    private GetFunctionConcurrencyResponse get(
            GetFunctionConcurrencyRequest given, CallContext call) {
        FunctionRef ref = function(given.functionName(), call, "GetFunctionConcurrency");
        return GetFunctionConcurrencyResponse.builder()
                .reservedConcurrentExecutions(
                        functions.require(ref).function().reservedConcurrency())
                .build();
    }

    private DeleteFunctionConcurrencyResponse delete(
            DeleteFunctionConcurrencyRequest given, CallContext call) {
        FunctionRef ref = function(given.functionName(), call, "DeleteFunctionConcurrency");
        functions.change(
                ref,
                function ->
                        new Changed<>(
                                function.with(function.function().withReservedConcurrency(null)),
                                ref));
        return DeleteFunctionConcurrencyResponse.builder().build();
    }

    private static FunctionRef function(String name, CallContext call, String action) {
        FunctionRef ref = FunctionNames.resolve(name, null, call, action);
        if (ref.qualifier() != null) {
            throw LambdaFaults.functionsOnly();
        }
        return ref;
    }
}
