package dev.gatehouse.control.function;

import dev.gatehouse.wire.service.CallContext;
import dev.gatehouse.wire.service.ServiceOperations;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.lambda.model.AccountLimit;
import software.amazon.awssdk.services.lambda.model.AccountUsage;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.GetAccountSettingsRequest;
import software.amazon.awssdk.services.lambda.model.GetAccountSettingsResponse;

/** GetAccountSettings: an account's limits in a region, and what it uses of them. */
final class AccountSettings {
    /** AWS's limit (AWS docs: Lambda quotas). */
    private static final long TOTAL_CODE_SIZE = 80_530_636_800L;

    private final Functions functions;
    private final Layers layers;
    private final int concurrency;

    AccountSettings(Functions functions, Layers layers, int concurrency) {
        this.functions = functions;
        this.layers = layers;
        this.concurrency = concurrency;
    }

    ServiceOperations operations() {
        return ServiceOperations.of("lambda")
                .on("GetAccountSettings", GetAccountSettingsRequest::builder, this::get)
                .build();
    }

    private GetAccountSettingsResponse get(GetAccountSettingsRequest given, CallContext call) {
        List<FunctionRecord> all = functions.all(call.account(), call.region());
        int reserved = all.stream().mapToInt(FunctionRecord::taken).sum();
        return GetAccountSettingsResponse.builder()
                .accountLimit(
                        AccountLimit.builder()
                                .totalCodeSize(TOTAL_CODE_SIZE)
                                .codeSizeUnzipped((long) PackageIntake.MAX_UNZIPPED)
                                .codeSizeZipped((long) PackageIntake.MAX_ZIPPED)
                                .concurrentExecutions(concurrency)
                                .unreservedConcurrentExecutions(Math.max(0, concurrency - reserved))
                                .build())
                .accountUsage(
                        AccountUsage.builder()
                                .totalCodeSize(codeSize(all, call))
                                .functionCount((long) all.size())
                                .build())
                .build();
    }

    /** The packages of all versions of functions and layers together. */
    private long codeSize(List<FunctionRecord> all, CallContext call) {
        long ofFunctions =
                Stream.concat(
                                all.stream().map(FunctionRecord::latest),
                                functions.published(call.account(), call.region()).stream())
                        .map(VersionRecord::configuration)
                        .mapToLong(FunctionConfiguration::codeSize)
                        .sum();
        long ofLayers =
                layers.versions(call.account(), call.region()).stream()
                        .mapToLong(LayerVersionRecord::codeSize)
                        .sum();
        return ofFunctions + ofLayers;
    }
}
