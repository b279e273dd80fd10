package dev.gatehouse.control.httpapi;

import dev.gatehouse.control.document.Stored;
import dev.gatehouse.foundation.arn.Arn;
import dev.gatehouse.store.document.DocumentKey;
import dev.gatehouse.store.document.DocumentStore;
import dev.gatehouse.store.document.VersionConflictException;
import dev.gatehouse.wire.service.CallContext;
import dev.gatehouse.wire.service.ServiceOperations;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.apigatewayv2.model.Api;
import software.amazon.awssdk.services.apigatewayv2.model.GetTagsRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetTagsResponse;
import software.amazon.awssdk.services.apigatewayv2.model.Stage;
import software.amazon.awssdk.services.apigatewayv2.model.TagResourceRequest;
import software.amazon.awssdk.services.apigatewayv2.model.TagResourceResponse;
import software.amazon.awssdk.services.apigatewayv2.model.UntagResourceRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UntagResourceResponse;
import software.amazon.awssdk.services.apigatewayv2.model.VpcLink;

/** The operations on tags of APIs, stages and VPC links. */
final class TagOperations {
    private static final Pattern STAGE = Pattern.compile("/apis/([^/]+)/stages/([^/]+)");
    private static final Pattern API = Pattern.compile("/apis/([^/]+)");
    private static final Pattern VPC_LINK = Pattern.compile("/vpclinks/([^/]+)");

    private final HttpApis apis;
    private final DocumentStore store;

    TagOperations(HttpApis apis, DocumentStore store) {
        this.apis = apis;
        this.store = store;
    }

    ServiceOperations operations() {
        return ServiceOperations.of(HttpApiService.NAME)
                .on("TagResource", TagResourceRequest::builder, this::tag)
                .on("UntagResource", UntagResourceRequest::builder, this::untag)
                .on("GetTags", GetTagsRequest::builder, this::list)
                .build();
    }

    private TagResourceResponse tag(TagResourceRequest request, CallContext call) {
        taggable(request.resourceArn(), call)
                .change(tags -> {
                    Map<String, String> changed = new LinkedHashMap<>(tags);
                    changed.putAll(request.tags());
                    TagRules.check(changed);
                    return changed;
                });
        return TagResourceResponse.builder().build();
    }

    private UntagResourceResponse untag(UntagResourceRequest request, CallContext call) {
        taggable(request.resourceArn(), call)
                .change(tags -> {
                    Map<String, String> changed = new LinkedHashMap<>(tags);
                    changed.keySet().removeAll(request.tagKeys());
                    return changed;
                });
        return UntagResourceResponse.builder().build();
    }

    private GetTagsResponse list(GetTagsRequest request, CallContext call) {
        Map<String, String> tags = taggable(request.resourceArn(), call).tags();
        return GetTagsResponse.builder().tags(tags).build();
    }

    /** Something with tags. */
    private interface Taggable {
        Map<String, String> tags();

        void change(UnaryOperator<Map<String, String>> change);
    }

    private Taggable taggable(String resourceArn, CallContext call) {
        Arn arn =
                Arn.parse(resourceArn)
                        .filter(parsed -> parsed.service().equals("apigateway"))
                        .filter(parsed -> parsed.region().equals(call.region()))
                        .orElseThrow(() -> invalid(resourceArn));
        Matcher stage = STAGE.matcher(arn.resource());
        if (stage.matches()) {
            return new TaggedStage(call, ApiKey.of(call, stage.group(1)), stage.group(2));
        }
        Matcher api = API.matcher(arn.resource());
        if (api.matches()) {
            return new TaggedApi(call, ApiKey.of(call, api.group(1)));
        }
        Matcher link = VPC_LINK.matcher(arn.resource());
        if (link.matches()) {
            return new TaggedVpcLink(
                    Kinds.VPC_LINK.key(call.account(), call.region(), link.group(1)));
        }
        throw invalid(resourceArn);
    }

    private static RuntimeException invalid(String arn) {
        return Faults.badRequest("Invalid ARN specified in the request: " + arn);
    }

    private final class TaggedApi implements Taggable {
        private final CallContext call;
        private final ApiKey key;

        TaggedApi(CallContext call, ApiKey key) {
            this.call = call;
            this.key = key;
        }

        @Override
        public Map<String, String> tags() {
            return apis.require(key).tags();
        }

        @Override
        public void change(UnaryOperator<Map<String, String>> change) {
            apis.edit(
                    key,
                    Dates.of(call),
                    edit -> {
                        Api api = edit.api();
                        edit.api(api.toBuilder().tags(change.apply(api.tags())).build());
                    });
        }
    }

    private final class TaggedStage implements Taggable {
        private final CallContext call;
        private final ApiKey key;
        private final String name;

        TaggedStage(CallContext call, ApiKey key, String name) {
            this.call = call;
            this.key = key;
            this.name = name;
        }

        @Override
        public Map<String, String> tags() {
            return apis.require(key, Kinds.STAGE, "Stage", name).tags();
        }

        @Override
        public void change(UnaryOperator<Map<String, String>> change) {
            apis.edit(
                    key,
                    Dates.of(call),
                    edit -> {
                        Stage stage = edit.stages().require(name);
                        Map<String, String> tags = change.apply(stage.tags());
                        edit.stages().put(name, stage.toBuilder().tags(tags).build());
                    });
        }
    }

    private final class TaggedVpcLink implements Taggable {
        private final DocumentKey key;

        TaggedVpcLink(DocumentKey key) {
            this.key = key;
        }

        @Override
        public Map<String, String> tags() {
            return stored().value().tags();
        }

        @Override
        public void change(UnaryOperator<Map<String, String>> change) {
            Stored<VpcLink> old = stored();
            Map<String, String> tags = change.apply(old.value().tags());
            VpcLink link = old.value().toBuilder().tags(tags).build();
            try {
                store.commit(List.of(Kinds.VPC_LINK.put(key, old.version(), link)));
            } catch (VersionConflictException lost) {
                throw Faults.concurrentModification();
            }
        }

        private Stored<VpcLink> stored() {
            return store.find(key)
                    .map(Kinds.VPC_LINK::stored)
                    .orElseThrow(() -> Faults.notFound("Vpc Link", key.id()));
        }
    }
}
