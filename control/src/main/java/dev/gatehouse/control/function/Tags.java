package dev.gatehouse.control.function;

import dev.gatehouse.control.function.Functions.Changed;
import dev.gatehouse.functions.host.FunctionRef;
import dev.gatehouse.wire.service.CallContext;
import dev.gatehouse.wire.service.ServiceOperations;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.lambda.model.ListTagsRequest;
import software.amazon.awssdk.services.lambda.model.ListTagsResponse;
import software.amazon.awssdk.services.lambda.model.TagResourceRequest;
import software.amazon.awssdk.services.lambda.model.TagResourceResponse;
import software.amazon.awssdk.services.lambda.model.UntagResourceRequest;
import software.amazon.awssdk.services.lambda.model.UntagResourceResponse;

/** TagResource, UntagResource and ListTags: for functions. */
final class Tags {
    private static final int MOST = 50;
    private static final int LONGEST_KEY = 128;
    private static final int LONGEST_VALUE = 256;

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
    static void check(Map<String, String> tags) {
        if (tags.size() > MOST) {
            throw LambdaFaults.invalid("Number of tags exceeds resource tag limit.");
        }
        tags.forEach(Tags::check);
    }

    private static void check(String key, String value) {
        if (key.regionMatches(true, 0, "aws:", 0, 4)) {
            throw LambdaFaults.invalid(
                    "Tag keys starting with 'aws:' are reserved for system use: " + key);
        }
        if (key.isEmpty() || key.length() > LONGEST_KEY || value.length() > LONGEST_VALUE) {
            throw LambdaFaults.invalid(
                    "Tag keys have 1 to 128 characters and values at most 256: " + key);
        }
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

    private static FunctionRef function(String resource, CallContext call, String action) {
        FunctionRef ref = FunctionNames.resolve(resource, null, call, action);
        if (ref.qualifier() != null) {
            throw LambdaFaults.invalid(
                    "Tags on function aliases and versions are not supported. Please specify a"
                            + " function ARN.");
        }
        return ref;
    }
}
