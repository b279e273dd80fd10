package dev.gatehouse.control.function;

import dev.gatehouse.control.function.PolicyRecord.Permission;
import dev.gatehouse.foundation.json.Json;
import dev.gatehouse.wire.service.CallContext;
import dev.gatehouse.wire.service.ServiceFault;
import dev.gatehouse.wire.service.ServiceOperations;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.AddLayerVersionPermissionRequest;
import software.amazon.awssdk.services.lambda.model.AddLayerVersionPermissionResponse;
import software.amazon.awssdk.services.lambda.model.GetLayerVersionPolicyRequest;
import software.amazon.awssdk.services.lambda.model.GetLayerVersionPolicyResponse;
import software.amazon.awssdk.services.lambda.model.RemoveLayerVersionPermissionRequest;
import software.amazon.awssdk.services.lambda.model.RemoveLayerVersionPermissionResponse;

/** Which other accounts may use a layer version. */
final class LayerPermissions {
    private final Layers layers;

    LayerPermissions(Layers layers) {
        this.layers = layers;
    }

    ServiceOperations operations() {
        return ServiceOperations.of("lambda")
                .on(
                        "AddLayerVersionPermission",
                        AddLayerVersionPermissionRequest::builder,
                        this::add)
                .on(
                        "RemoveLayerVersionPermission",
                        RemoveLayerVersionPermissionRequest::builder,
                        this::remove)
                .on("GetLayerVersionPolicy", GetLayerVersionPolicyRequest::builder, this::get)
                .build();
    }

    private AddLayerVersionPermissionResponse add(
            AddLayerVersionPermissionRequest given, CallContext call) {
        LayerId id = LayerNames.layer(given.layerName(), call);
        LayerOperations.checkOwner(id, call, "AddLayerVersionPermission");
        if (given.organizationId() != null) {
            throw ServiceFault.unsupported("OrganizationId", "there are no organizations here");
        }
        long number = LayerOperations.checkNumber(given.versionNumber());
        Permission permission =
                new Permission(
                        given.statementId(),
                        account(given.principal()),
                        given.action(),
                        id.arn(number),
                        Map.of());
        LayerVersionRecord changed =
                change(id, number, given.revisionId(), policy -> policy.plus(permission));
        return AddLayerVersionPermissionResponse.builder()
                .statement(Json.text(PolicyJson.statement(permission)))
                .revisionId(changed.policyRevision())
                .build();
    }

    private RemoveLayerVersionPermissionResponse remove(
            RemoveLayerVersionPermissionRequest given, CallContext call) {
        LayerId id = LayerNames.layer(given.layerName(), call);
        LayerOperations.checkOwner(id, call, "RemoveLayerVersionPermission");
        change(
                id,
                LayerOperations.checkNumber(given.versionNumber()),
                given.revisionId(),
                policy -> policy.minus(given.statementId()));
        return RemoveLayerVersionPermissionResponse.builder().build();
    }

    private GetLayerVersionPolicyResponse get(
            GetLayerVersionPolicyRequest given, CallContext call) {
        LayerId id = LayerNames.layer(given.layerName(), call);
        LayerOperations.checkOwner(id, call, "GetLayerVersionPolicy");
        long number = LayerOperations.checkNumber(given.versionNumber());
        LayerVersionRecord version = layers.find(id, number).orElseThrow(() -> missing(id, number));
        if (version.policy().isEmpty()) {
            throw LambdaFaults.notFound("No policy is associated with the given resource.");
        }
        return GetLayerVersionPolicyResponse.builder()
                .policy(PolicyJson.text(version.policy()))
                .revisionId(version.policyRevision())
                .build();
    }

    private LayerVersionRecord change(
            LayerId id,
            long number,
            @Nullable String revisionId,
            UnaryOperator<PolicyRecord> change) {
        return layers.change(
                        id,
                        number,
                        version -> {
                            if (revisionId != null
                                    && !revisionId.equals(version.policyRevision())) {
                                throw LambdaFaults.stalePolicyRevision();
                            }
                            return version.withPolicy(change.apply(version.policy()));
                        })
                .orElseThrow(() -> missing(id, number));
    }

    /** The account of a root ARN; other principals as they are. */
    private static String account(String principal) {
        return principal.startsWith("arn:") ? principal.split(":")[4] : principal;
    }

    private static RuntimeException missing(LayerId id, long number) {
        return LambdaFaults.notFound("Layer version " + id.arn(number) + " does not exist.");
    }
}
