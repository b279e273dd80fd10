package dev.gatehouse.control.function;

import dev.gatehouse.functions.host.FunctionId;
import dev.gatehouse.functions.host.FunctionRef;
import dev.gatehouse.wire.sdk.ModelTrees;
import dev.gatehouse.wire.service.CallContext;
import dev.gatehouse.wire.service.ServiceFault;
import dev.gatehouse.wire.service.ServiceOperations;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.lambda.model.Concurrency;
import software.amazon.awssdk.services.lambda.model.FunctionCodeLocation;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.FunctionVersion;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;
import software.amazon.awssdk.services.lambda.model.GetFunctionRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionResponse;
import software.amazon.awssdk.services.lambda.model.ListFunctionsRequest;
import software.amazon.awssdk.services.lambda.model.ListFunctionsResponse;

/** GetFunction, GetFunctionConfiguration and ListFunctions. */
final class FunctionQueries {
    private final Functions functions;
    private final CodeDownloads downloads;

    FunctionQueries(Functions functions, CodeDownloads downloads) {
        this.functions = functions;
        this.downloads = downloads;
    }

    ServiceOperations operations() {
        return ServiceOperations.of("lambda")
                .on("GetFunction", GetFunctionRequest::builder, this::get)
                .on(
                        "GetFunctionConfiguration",
                        GetFunctionConfigurationRequest::builder,
                        this::getConfiguration)
                .on("ListFunctions", ListFunctionsRequest::builder, this::list)
                .build();
    }

    /** The version that the reference leads to, or AWS's answer that there is none. */
    static VersionRecord version(LambdaFunction function, FunctionRef ref) {
        return function.resolve(ref.qualifier())
                .orElseThrow(() -> LambdaFaults.functionNotFound(ref));
    }

    private GetFunctionResponse get(GetFunctionRequest given, CallContext call) {
        FunctionRef ref =
                FunctionNames.resolve(given.functionName(), given.qualifier(), call, "GetFunction");
        LambdaFunction function = functions.require(ref);
        VersionRecord version = version(function, ref);
        Integer reserved = function.function().reservedConcurrency();
        GetFunctionResponse.Builder answer =
                GetFunctionResponse.builder()
                        .configuration(Views.full(version, ref))
                        .code(
                                FunctionCodeLocation.builder()
                                        .repositoryType("S3")
                                        .location(downloads.link(version.codeSha256(), call))
                                        .build());
        if (!function.function().tags().isEmpty()) {
            answer.tags(function.function().tags());
        }
        if (reserved != null) {
            answer.concurrency(
                    Concurrency.builder().reservedConcurrentExecutions(reserved).build());
        }
        return answer.build();
    }

    private GetFunctionConfigurationResponse getConfiguration(
            GetFunctionConfigurationRequest given, CallContext call) {
        FunctionRef ref =
                FunctionNames.resolve(
                        given.functionName(), given.qualifier(), call, "GetFunctionConfiguration");
        VersionRecord version = version(functions.require(ref), ref);
        return ModelTrees.copy(Views.full(version, ref), GetFunctionConfigurationResponse.builder())
                .build();
    }

    private ListFunctionsResponse list(ListFunctionsRequest given, CallContext call) {
        if (given.masterRegion() != null) {
            throw ServiceFault.unsupported("MasterRegion", "there are no replicas of functions");
        }
        int size = Paging.size(given.maxItems());
        String after = Paging.after(given.marker());
        Paging<Listed> page =
                Paging.first(
                        given.functionVersion() == FunctionVersion.ALL
                                ? versions(call, after, size)
                                : latest(call, after, size),
                        size,
                        Listed::place);
        return ListFunctionsResponse.builder()
                .functions(page.items().stream().map(Listed::shown).toList())
                .nextMarker(page.nextMarker())
                .build();
    }

    /**
     * @param place where it stands in the list, for markers
     */
    private record Listed(String place, FunctionConfiguration shown) {}

    private List<Listed> latest(CallContext call, String after, int size) {
        return functions.page(call.account(), call.region(), after, size + 1).stream()
                .map(function -> latest(call, function.latest()))
                .toList();
    }

    private static Listed latest(CallContext call, VersionRecord version) {
        String name = version.configuration().functionName();
        return new Listed(name, Views.listed(version, new FunctionRef(id(call, name), null)));
    }

    /**
     * Every version of every function, {@code $LATEST} first.
     *
     * @param after empty, or {@code NAME/NUMBER} with 0 for {@code $LATEST}
     */
    private List<Listed> versions(CallContext call, String after, int size) {
        int slash = after.indexOf('/');
        String name = slash < 0 ? after : after.substring(0, slash);
        List<Listed> found = new ArrayList<>();
        if (slash >= 0) {
            found.addAll(versions(id(call, name), Paging.number(after.substring(slash + 1))));
        }
        while (found.size() <= size) {
            List<FunctionRecord> next = functions.page(call.account(), call.region(), name, 1);
            if (next.isEmpty()) {
                break;
            }
            name = next.getFirst().latest().configuration().functionName();
            found.addAll(versions(id(call, name), -1));
        }
        return found;
    }

    /** The versions of a function after this number. */
    private List<Listed> versions(FunctionId id, long after) {
        List<Listed> found = new ArrayList<>();
        functions
                .find(id)
                .ifPresent(function ->
                        function.everyVersion()
                                .tailMap(after + 1)
                                .forEach((number, version) ->
                                        found.add(
                                                new Listed(
                                                        id.name() + "/" + number,
                                                        Views.listed(version, version.ref(id))))));
        return found;
    }

    private static FunctionId id(CallContext call, String name) {
        return new FunctionId(call.account(), call.region(), name);
    }
}
