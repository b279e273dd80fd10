package dev.gatehouse.control.function;

import dev.gatehouse.control.function.Functions.Changed;
import dev.gatehouse.functions.host.FunctionRef;
import dev.gatehouse.wire.service.CallContext;
import dev.gatehouse.wire.service.ServiceOperations;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import software.amazon.awssdk.services.lambda.model.AccountLimit;
import software.amazon.awssdk.services.lambda.model.AccountUsage;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionConcurrencyRequest;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionConcurrencyResponse;
import software.amazon.awssdk.services.lambda.model.GetAccountSettingsRequest;
import software.amazon.awssdk.services.lambda.model.GetAccountSettingsResponse;
import software.amazon.awssdk.services.lambda.model.GetFunctionConcurrencyRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionConcurrencyResponse;
import software.amazon.awssdk.services.lambda.model.InvalidParameterValueException;
import software.amazon.awssdk.services.lambda.model.PutFunctionConcurrencyRequest;
import software.amazon.awssdk.services.lambda.model.PutFunctionConcurrencyResponse;

/** Reserved concurrency, and the account's limits that it is taken from. */
final class Concurrencies {
    /** What must stay unreserved (AWS docs: configuring reserved concurrency). */
    private static final int UNRESERVED_FLOOR = 100;

    private static final long TOTAL_CODE_SIZE = 80_530_636_800L;

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
                .on("GetAccountSettings", GetAccountSettingsRequest::builder, this::settings)
                .build();
    }

    private PutFunctionConcurrencyResponse put(
            PutFunctionConcurrencyRequest given, CallContext call) {
        FunctionRef ref = function(given.functionName(), call, "PutFunctionConcurrency");
        Integer wanted = given.reservedConcurrentExecutions();
        new Constraints()
                .required("reservedConcurrentExecutions", wanted)
                .between("reservedConcurrentExecutions", wanted, 0, Integer.MAX_VALUE)
                .check();
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
                all(call)
                        .filter(each -> !name(each).equals(ref.id().name()))
                        .mapToLong(Concurrencies::reserved)
                        .sum();
        if (accountLimit - others - wanted < Math.min(UNRESERVED_FLOOR, accountLimit)) {
            // AWS sends this one without a Type.
            throw InvalidParameterValueException.builder()
                    .message(
                            "Specified ReservedConcurrentExecutions for function decreases"
                                    + " account's UnreservedConcurrentExecution below its minimum"
                                    + " value of ["
                                    + UNRESERVED_FLOOR
                                    + "].")
                    .build();
        }
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

    private GetAccountSettingsResponse settings(GetAccountSettingsRequest given, CallContext call) {
        List<FunctionRecord> all = all(call).toList();
        int reserved = all.stream().mapToInt(Concurrencies::reserved).sum();
        long size = all.stream().mapToLong(each -> each.latest().configuration().codeSize()).sum();
        return GetAccountSettingsResponse.builder()
                .accountLimit(
                        AccountLimit.builder()
                                .totalCodeSize(TOTAL_CODE_SIZE)
                                .codeSizeUnzipped((long) PackageIntake.MAX_UNZIPPED)
                                .codeSizeZipped((long) PackageIntake.MAX_ZIPPED)
                                .concurrentExecutions(accountLimit)
                                .unreservedConcurrentExecutions(accountLimit - reserved)
                                .build())
                .accountUsage(
                        AccountUsage.builder()
                                .totalCodeSize(size)
                                .functionCount((long) all.size())
                                .build())
                .build();
    }

    private Stream<FunctionRecord> all(CallContext call) {
        return functions.page(call.account(), call.region(), "", Integer.MAX_VALUE).stream();
    }

    private static String name(FunctionRecord function) {
        return function.latest().configuration().functionName();
    }

    private static int reserved(FunctionRecord function) {
        Integer reserved = function.reservedConcurrency();
        return reserved == null ? 0 : reserved;
    }

    private static FunctionRef function(String name, CallContext call, String action) {
        FunctionRef ref = FunctionNames.resolve(name, null, call, action);
        if (ref.qualifier() != null) {
            throw LambdaFaults.functionsOnly();
        }
        return ref;
    }
}
