package dev.gatehouse.control.function;

import static dev.gatehouse.control.function.LambdaFunction.LATEST;

import dev.gatehouse.functions.host.FunctionId;
import dev.gatehouse.functions.host.FunctionRef;
import dev.gatehouse.wire.sdk.ModelTrees;
import dev.gatehouse.wire.service.CallContext;
import dev.gatehouse.wire.service.ServiceOperations;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.Concurrency;
import software.amazon.awssdk.services.lambda.model.FunctionCodeLocation;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
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
        String kind = given.functionVersionAsString();
        new Constraints().oneOf("functionVersion", kind, List.of("ALL")).check();
        int size = Paging.size(given.maxItems());
        String after = Paging.after(given.marker());
        Paging<Listed> page =
                Paging.first(
                        kind == null ? latest(call, after, size) : versions(call, after, size),
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
                .map(function -> listed(call, function.latest(), null))
                .toList();
    }

    /** Every version of every function, {@code $LATEST} first. */
    private List<Listed> versions(CallContext call, String after, int size) {
        int slash = after.indexOf('/');
        String name = slash < 0 ? after : after.substring(0, slash);
        List<Listed> found = new ArrayList<>();
        functions
                .find(new FunctionId(call.account(), call.region(), name))
                .ifPresent(function ->
                        versions(function, call).stream()
                                .filter(listed -> rank(listed.place()) > rank(after))
                                .forEach(found::add));
        while (found.size() <= size) {
            List<FunctionRecord> next = functions.page(call.account(), call.region(), name, 1);
            if (next.isEmpty()) {
                break;
            }
            name = next.getFirst().latest().configuration().functionName();
            functions
                    .find(new FunctionId(call.account(), call.region(), name))
                    .ifPresent(function -> found.addAll(versions(function, call)));
        }
        return found;
    }

    /** Where a place stands among those of its function. */
    private static long rank(String place) {
        String version = place.substring(place.indexOf('/') + 1);
        return LambdaFunction.isNumber(version) ? Long.parseLong(version) : 0;
    }

    private static List<Listed> versions(LambdaFunction function, CallContext call) {
        List<Listed> all = new ArrayList<>();
        all.add(listed(call, function.latest(), LATEST));
        function.versions()
                .forEach(
                        (number, version) -> all.add(listed(call, version, Long.toString(number))));
        return all;
    }

    private static Listed listed(
            CallContext call, VersionRecord version, @Nullable String qualifier) {
        String name = version.configuration().functionName();
        FunctionRef ref =
                new FunctionRef(new FunctionId(call.account(), call.region(), name), qualifier);
        return new Listed(
                qualifier == null ? name : name + "/" + qualifier, Views.listed(version, ref));
    }
}
