package dev.gatehouse.control.function;

import dev.gatehouse.control.function.Functions.Changed;
import dev.gatehouse.functions.host.FunctionRef;
import dev.gatehouse.wire.service.CallContext;
import dev.gatehouse.wire.service.ServiceOperations;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.ListTagsRequest;
import software.amazon.awssdk.services.lambda.model.ListTagsResponse;
import software.amazon.awssdk.services.lambda.model.TagResourceRequest;
import software.amazon.awssdk.services.lambda.model.TagResourceResponse;
import software.amazon.awssdk.services.lambda.model.UntagResourceRequest;
import software.amazon.awssdk.services.lambda.model.UntagResourceResponse;

/** TagResource, UntagResource and ListTags: for functions. */
final class Tags {
    private static final int MOST = 50;
    private static final Pattern FUNCTION_ARN =
            Pattern.compile(
                    "arn:aws[a-zA-Z-]*:lambda:[a-z0-9-]+:\\d{12}:function:[a-zA-Z0-9-_]+"
                            + "(:(\\$LATEST|[a-zA-Z0-9-_]+))?");

    private final Functions functions;

    Tags(Functions functions) {
        this.functions = functions;
    }

    ServiceOperations operations() {
        return ServiceOperations.of("lambda")
                .on("TagResource", TagResourceRequest::builder, this::tag)
                .on("UntagResource", UntagResourceRequest::builder, this::untag)
                .on("ListTags", ListTagsRequest::builder, this::list)
                .build();
    }

    /** Fails if a resource may not have these tags. */
    static void check(@Nullable Map<String, String> tags) {
        if (tags == null) {
            return;
        }
        if (tags.size() > MOST) {
            throw LambdaFaults.invalid("Number of tags exceeds resource tag limit.");
        }
        tags.keySet().stream()
                .filter(key -> key.regionMatches(true, 0, "aws:", 0, 4))
                .findFirst()
                .ifPresent(key -> {
                    throw LambdaFaults.invalid(
                            "Tag keys starting with 'aws:' are reserved for system use: " + key);
                });
        Constraints constraints = new Constraints();
        tags.forEach((key, value) ->
                constraints
                        .shortest("tags.key", key, 1)
                        .longest("tags.key", key, 128)
                        .longest("tags.value", value, 256));
        constraints.check();
    }

    private TagResourceResponse tag(TagResourceRequest given, CallContext call) {
        functions.change(
                function(given.resource(), call, "TagResource"),
                function -> {
                    Map<String, String> tags = new TreeMap<>(function.function().tags());
                    tags.putAll(given.tags());
                    check(tags);
                    return new Changed<>(
                            function.with(function.function().withTags(tags)), function.id());
                });
        return TagResourceResponse.builder().build();
    }

    private UntagResourceResponse untag(UntagResourceRequest given, CallContext call) {
        functions.change(
                function(given.resource(), call, "UntagResource"),
                function -> {
                    Map<String, String> tags = new TreeMap<>(function.function().tags());
                    tags.keySet().removeAll(given.tagKeys());
                    return new Changed<>(
                            function.with(function.function().withTags(tags)), function.id());
                });
        return UntagResourceResponse.builder().build();
    }

    private ListTagsResponse list(ListTagsRequest given, CallContext call) {
        FunctionRef ref = function(given.resource(), call, "ListTags");
        return ListTagsResponse.builder().tags(functions.require(ref).function().tags()).build();
    }

    private static FunctionRef function(
            @Nullable String resource, CallContext call, String action) {
        new Constraints()
                .required("resource", resource)
                .pattern("resource", resource, FUNCTION_ARN)
                .check();
        FunctionRef ref = FunctionNames.resolve(resource, null, call, action);
        if (ref.qualifier() != null) {
            throw LambdaFaults.invalid(
                    "Tags on function aliases and versions are not supported. Please specify a"
                            + " function ARN.");
        }
        return ref;
    }
}
