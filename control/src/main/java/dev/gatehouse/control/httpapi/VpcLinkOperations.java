package dev.gatehouse.control.httpapi;

import dev.gatehouse.control.document.Stored;
import dev.gatehouse.foundation.id.Ids;
import dev.gatehouse.store.document.Document;
import dev.gatehouse.store.document.DocumentKey;
import dev.gatehouse.store.document.DocumentStore;
import dev.gatehouse.store.document.VersionConflictException;
import dev.gatehouse.store.document.Write;
import dev.gatehouse.wire.sdk.ModelTrees;
import dev.gatehouse.wire.service.CallContext;
import dev.gatehouse.wire.service.ServiceOperations;
import java.util.LinkedHashMap;
import java.util.List;
import software.amazon.awssdk.services.apigatewayv2.model.CreateVpcLinkRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateVpcLinkResponse;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteVpcLinkRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteVpcLinkResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetVpcLinkRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetVpcLinkResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetVpcLinksRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetVpcLinksResponse;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateVpcLinkRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateVpcLinkResponse;
import software.amazon.awssdk.services.apigatewayv2.model.VpcLink;
import software.amazon.awssdk.services.apigatewayv2.model.VpcLinkStatus;
import software.amazon.awssdk.services.apigatewayv2.model.VpcLinkVersion;

/**
 * The operations on VPC links: names that private integrations refer to. Where such an integration
 * leads is told by the configuration, so a link is available at once.
 */
final class VpcLinkOperations {
    private static final String TYPE = "Vpc Link";
    private static final int LONGEST_NAME = 128;
    private static final int MOST_SUBNETS = 10;

    private final DocumentStore store;
    private final int quota;

    VpcLinkOperations(DocumentStore store, int quota) {
        this.store = store;
        this.quota = quota;
    }

    ServiceOperations operations() {
        return ServiceOperations.of(HttpApiService.NAME)
                .on("CreateVpcLink", CreateVpcLinkRequest::builder, this::create)
                .on("GetVpcLink", GetVpcLinkRequest::builder, this::get)
                .on("GetVpcLinks", GetVpcLinksRequest::builder, this::list)
                .on("UpdateVpcLink", UpdateVpcLinkRequest::builder, this::update)
                .on("DeleteVpcLink", DeleteVpcLinkRequest::builder, this::delete)
                .build();
    }

    private CreateVpcLinkResponse create(CreateVpcLinkRequest request, CallContext call) {
        ApiRules.checkLength("Name", request.name() == null ? "" : request.name(), 1, LONGEST_NAME);
        if (request.subnetIds().isEmpty() || request.subnetIds().size() > MOST_SUBNETS) {
            throw Faults.badRequest("SubnetIds must name 1 to " + MOST_SUBNETS + " subnets");
        }
        TagRules.check(request.tags());
        if (links(call, quota).size() >= quota) {
            throw Faults.quota("VPC links", "account", quota);
        }
        VpcLink link =
                ModelTrees.copy(request, VpcLink.builder())
                        .vpcLinkId(Ids.alphanumeric(6))
                        .createdDate(Dates.of(call))
                        .vpcLinkStatus(VpcLinkStatus.AVAILABLE)
                        .vpcLinkStatusMessage("VPC link is ready to route traffic")
                        .vpcLinkVersion(VpcLinkVersion.V2)
                        .securityGroupIds(List.copyOf(request.securityGroupIds()))
                        .tags(new LinkedHashMap<>(request.tags()))
                        .build();
        commit(Kinds.VPC_LINK.put(key(call, link.vpcLinkId()), Write.ABSENT, link));
        return ModelTrees.copy(link, CreateVpcLinkResponse.builder()).build();
    }

    private List<Document> links(CallContext call, int limit) {
        return store.list(call.account(), call.region(), Kinds.VPC_LINK.name(), "", "", limit);
    }

    private GetVpcLinkResponse get(GetVpcLinkRequest request, CallContext call) {
        VpcLink link = require(call, request.vpcLinkId()).value();
        return ModelTrees.copy(link, GetVpcLinkResponse.builder()).build();
    }

    private GetVpcLinksResponse list(GetVpcLinksRequest request, CallContext call) {
        Page<VpcLink> page =
                Page.ofRegion(
                        store,
                        Kinds.VPC_LINK,
                        ApiKey.of(call, ""),
                        new Page.Request(request.maxResults(), request.nextToken()));
        return GetVpcLinksResponse.builder()
                .items(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    private UpdateVpcLinkResponse update(UpdateVpcLinkRequest request, CallContext call) {
        ApiRules.checkLength("Name", request.name(), 1, LONGEST_NAME);
        Stored<VpcLink> old = require(call, request.vpcLinkId());
        VpcLink link = ModelTrees.copy(request, old.value().toBuilder()).build();
        commit(Kinds.VPC_LINK.put(key(call, link.vpcLinkId()), old.version(), link));
        return ModelTrees.copy(link, UpdateVpcLinkResponse.builder()).build();
    }

    private DeleteVpcLinkResponse delete(DeleteVpcLinkRequest request, CallContext call) {
        String id = request.vpcLinkId();
        Stored<VpcLink> link = require(call, id);
        boolean used =
                store
                        .list(
                                call.account(),
                                call.region(),
                                Kinds.INTEGRATION.name(),
                                "",
                                "",
                                Integer.MAX_VALUE)
                        .stream()
                        .map(Kinds.INTEGRATION::stored)
                        .anyMatch(integration -> id.equals(integration.value().connectionId()));
        if (used) {
            throw Faults.badRequest(
                    "Cannot delete VPC link " + id + ": an integration refers to it");
        }
        commit(new Write.Delete(key(call, id), link.version()));
        return DeleteVpcLinkResponse.builder().build();
    }

    private Stored<VpcLink> require(CallContext call, String id) {
        return store.find(key(call, id))
                .map(Kinds.VPC_LINK::stored)
                .orElseThrow(() -> Faults.notFound(TYPE, id));
    }

    private void commit(Write write) {
        try {
            store.commit(List.of(write));
        } catch (VersionConflictException lost) {
            throw Faults.concurrentModification();
        }
    }

    private static DocumentKey key(CallContext call, String id) {
        return Kinds.VPC_LINK.key(call.account(), call.region(), id);
    }
}
