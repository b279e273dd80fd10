package dev.gatehouse.control.function;

import static dev.gatehouse.control.function.LambdaFunction.LATEST;

import dev.gatehouse.functions.host.FunctionRef;
import dev.gatehouse.wire.sdk.ModelTrees;
import dev.gatehouse.wire.service.CallContext;
import dev.gatehouse.wire.service.ServiceOperations;
import java.util.List;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.ListVersionsByFunctionRequest;
import software.amazon.awssdk.services.lambda.model.ListVersionsByFunctionResponse;
import software.amazon.awssdk.services.lambda.model.PublishVersionRequest;
import software.amazon.awssdk.services.lambda.model.PublishVersionResponse;

/** PublishVersion and ListVersionsByFunction. */
final class Versions {
    private final Functions functions;

    Versions(Functions functions) {
        this.functions = functions;
    }

    ServiceOperations operations() {
        return ServiceOperations.of("lambda")
                .on("PublishVersion", PublishVersionRequest::builder, this::publish)
                .on("ListVersionsByFunction", ListVersionsByFunctionRequest::builder, this::list)
                .build();
    }

    private PublishVersionResponse publish(PublishVersionRequest given, CallContext call) {
        FunctionRef ref = FunctionNames.unqualified(given.functionName(), call, "PublishVersion");
        UnsupportedSettings.refusePublishTo(given.publishToAsString());
        VersionRecord published =
                functions.change(
                        ref,
                        function -> {
                            checkPreconditions(function, given);
                            return Publication.publish(function, given.description(), call.now());
                        });
        return ModelTrees.copy(
                        Views.full(published, published.ref(ref.id())),
                        PublishVersionResponse.builder())
                .build();
    }

    private static void checkPreconditions(LambdaFunction function, PublishVersionRequest given) {
        VersionRecord latest = function.latest();
        if (latest.isPending()) {
            throw LambdaFaults.pending();
        }
        if (latest.isUpdating()) {
            throw LambdaFaults.updating(function.id().arn());
        }
        FunctionConfiguration configuration = latest.configuration();
        if (given.revisionId() != null && !given.revisionId().equals(configuration.revisionId())) {
            throw LambdaFaults.staleFunctionRevision();
        }
        if (given.codeSha256() != null && !given.codeSha256().equals(configuration.codeSha256())) {
            throw LambdaFaults.invalid(
                    "CodeSHA256 ("
                            + given.codeSha256()
                            + ") is different from current CodeSHA256 in $LATEST ("
                            + configuration.codeSha256()
                            + "). Please try again with the CodeSHA256 in $LATEST.");
        }
    }

    private ListVersionsByFunctionResponse list(
            ListVersionsByFunctionRequest given, CallContext call) {
        FunctionRef ref =
                FunctionNames.unqualified(given.functionName(), call, "ListVersionsByFunction");
        int size = Paging.size(given.maxItems());
        long after = Paging.afterNumber(given.marker(), -1);
        List<FunctionConfiguration> versions =
                functions.require(ref).everyVersion().tailMap(after + 1).values().stream()
                        .map(version -> Views.listed(version, version.ref(ref.id())))
                        .toList();
        Paging<FunctionConfiguration> page = Paging.first(versions, size, Versions::place);
        return ListVersionsByFunctionResponse.builder()
                .versions(page.items())
                .nextMarker(page.nextMarker())
                .build();
    }

    /** {@code $LATEST} stands where the number 0 would. */
    private static String place(FunctionConfiguration version) {
        return version.version().equals(LATEST) ? "0" : version.version();
    }
}
