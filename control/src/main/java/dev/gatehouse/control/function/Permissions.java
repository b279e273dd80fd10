package dev.gatehouse.control.function;

import static dev.gatehouse.control.function.LambdaFunction.LATEST;

import dev.gatehouse.control.function.Functions.Changed;
import dev.gatehouse.control.function.PolicyRecord.Permission;
import dev.gatehouse.foundation.json.Json;
import dev.gatehouse.functions.host.FunctionRef;
import dev.gatehouse.wire.service.CallContext;
import dev.gatehouse.wire.service.ServiceFault;
import dev.gatehouse.wire.service.ServiceOperations;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.AddPermissionRequest;
import software.amazon.awssdk.services.lambda.model.AddPermissionResponse;
import software.amazon.awssdk.services.lambda.model.AliasConfiguration;
import software.amazon.awssdk.services.lambda.model.GetPolicyRequest;
import software.amazon.awssdk.services.lambda.model.GetPolicyResponse;
import software.amazon.awssdk.services.lambda.model.RemovePermissionRequest;
import software.amazon.awssdk.services.lambda.model.RemovePermissionResponse;

/** AddPermission, RemovePermission and GetPolicy: a policy for each qualifier. */
final class Permissions {
    private final Functions functions;

    Permissions(Functions functions) {
        this.functions = functions;
    }

    ServiceOperations operations() {
        return ServiceOperations.of("lambda")
                .on("AddPermission", AddPermissionRequest::builder, this::add)
                .on("RemovePermission", RemovePermissionRequest::builder, this::remove)
                .on("GetPolicy", GetPolicyRequest::builder, this::get)
                .build();
    }

    private AddPermissionResponse add(AddPermissionRequest given, CallContext call) {
        FunctionRef ref =
                FunctionNames.resolve(
                        given.functionName(), given.qualifier(), call, "AddPermission");
        check(given);
        Permission permission = permission(given, ref);
        functions.change(
                new FunctionRef(ref.id(), null),
                function -> added(function, ref, given, permission));
        return AddPermissionResponse.builder()
                .statement(Json.text(PolicyJson.statement(permission)))
                .build();
    }

    private static Changed<FunctionRef> added(
            LambdaFunction function,
            FunctionRef ref,
            AddPermissionRequest given,
            Permission permission) {
        checkQualifier(function, ref);
        PolicyRecord next = policy(function, ref).plus(permission);
        checkRevision(function, ref, given.revisionId());
        return new Changed<>(with(function, ref, next), ref);
    }

    private RemovePermissionResponse remove(RemovePermissionRequest given, CallContext call) {
        FunctionRef ref =
                FunctionNames.resolve(
                        given.functionName(), given.qualifier(), call, "RemovePermission");
        functions.change(
                new FunctionRef(ref.id(), null),
                function -> {
                    checkQualifier(function, ref);
                    PolicyRecord next = policy(function, ref).minus(given.statementId());
                    checkRevision(function, ref, given.revisionId());
                    return new Changed<>(with(function, ref, next), ref);
                });
        return RemovePermissionResponse.builder().build();
    }

    private GetPolicyResponse get(GetPolicyRequest given, CallContext call) {
        FunctionRef ref =
                FunctionNames.resolve(given.functionName(), given.qualifier(), call, "GetPolicy");
        LambdaFunction function = functions.require(ref);
        FunctionQueries.version(function, ref);
        PolicyRecord policy = policy(function, ref);
        if (policy.isEmpty()) {
            throw LambdaFaults.notFound("The resource you requested does not exist.");
        }
        return GetPolicyResponse.builder()
                .policy(PolicyJson.text(policy))
                .revisionId(revision(function, ref))
                .build();
    }

    private static PolicyRecord policy(LambdaFunction function, FunctionRef ref) {
        return function.policies().getOrDefault(place(ref), PolicyRecord.EMPTY);
    }

    private static String place(FunctionRef ref) {
        return ref.qualifier() == null ? LATEST : ref.qualifier();
    }

    private static void checkQualifier(LambdaFunction function, FunctionRef ref) {
        if (LATEST.equals(ref.qualifier())) {
            throw LambdaFaults.invalid("We currently do not support adding policies for $LATEST.");
        }
        FunctionQueries.version(function, ref);
    }

    private static void checkRevision(
            LambdaFunction function, FunctionRef ref, @Nullable String revisionId) {
        if (revisionId != null && !revisionId.equals(revision(function, ref))) {
            throw LambdaFaults.stalePolicyRevision();
        }
    }

    /** A policy's revision is that of the function, version or alias that it stands at. */
    private static @Nullable String revision(LambdaFunction function, FunctionRef ref) {
        AliasConfiguration alias = function.aliases().get(place(ref));
        return alias == null
                ? FunctionQueries.version(function, ref).configuration().revisionId()
                : alias.revisionId();
    }

    private static LambdaFunction with(
            LambdaFunction function, FunctionRef ref, PolicyRecord next) {
        String place = place(ref);
        LambdaFunction changed =
                function.withPolicies(policies -> {
                    if (next.isEmpty()) {
                        policies.remove(place);
                    } else {
                        policies.put(place, next);
                    }
                    return policies;
                });
        return changed.withNewRevision(ref.qualifier());
    }

    private static void check(AddPermissionRequest given) {
        if (!PolicyJson.isPrincipal(given.principal())) {
            throw LambdaFaults.invalid(
                    "The provided principal was invalid. Please check the principal and try"
                            + " again.");
        }
        refuse(given.eventSourceToken(), "EventSourceToken", "there are no Alexa skills here");
        refuse(given.principalOrgID(), "PrincipalOrgID", "there are no organizations here");
        refuse(
                given.functionUrlAuthTypeAsString(),
                "FunctionUrlAuthType",
                "functions have no URLs of their own");
        refuse(
                given.invokedViaFunctionUrl(),
                "InvokedViaFunctionUrl",
                "functions have no URLs of their own");
    }

    private static void refuse(@Nullable Object value, String setting, String why) {
        if (value != null) {
            throw ServiceFault.unsupported(setting, why);
        }
    }

    private static Permission permission(AddPermissionRequest given, FunctionRef ref) {
        Map<String, Map<String, String>> conditions = new LinkedHashMap<>();
        if (given.sourceAccount() != null) {
            conditions.put("StringEquals", Map.of("AWS:SourceAccount", given.sourceAccount()));
        }
        if (given.sourceArn() != null) {
            conditions.put("ArnLike", Map.of("AWS:SourceArn", given.sourceArn()));
        }
        return new Permission(
                given.statementId(), given.principal(), given.action(), ref.arn(), conditions);
    }
}
