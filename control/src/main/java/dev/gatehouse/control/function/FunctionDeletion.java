package dev.gatehouse.control.function;

import static dev.gatehouse.control.function.LambdaFunction.LATEST;

import dev.gatehouse.control.function.Functions.Changed;
import dev.gatehouse.functions.host.FunctionRef;
import dev.gatehouse.wire.service.CallContext;
import dev.gatehouse.wire.service.ServiceOperations;
import java.util.List;
import software.amazon.awssdk.services.lambda.model.AliasConfiguration;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionRequest;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionResponse;

/** DeleteFunction: the whole function, or one version of it. */
final class FunctionDeletion {
    private final Functions functions;

    FunctionDeletion(Functions functions) {
        this.functions = functions;
    }

    ServiceOperations operations() {
        return ServiceOperations.of("lambda")
                .on("DeleteFunction", DeleteFunctionRequest::builder, this::delete)
                .build();
    }

    private DeleteFunctionResponse delete(DeleteFunctionRequest given, CallContext call) {
        FunctionRef ref =
                FunctionNames.resolve(
                        given.functionName(), given.qualifier(), call, "DeleteFunction");
        String qualifier = ref.qualifier();
        if (qualifier == null) {
            functions.delete(ref);
        } else {
            FunctionRef whole = new FunctionRef(ref.id(), null);
            functions.change(whole, function -> new Changed<>(without(function, qualifier), ref));
        }
        return DeleteFunctionResponse.builder().statusCode(204).build();
    }

    /** Deleting a version that does not exist is no error. */
    private static LambdaFunction without(LambdaFunction function, String qualifier) {
        if (qualifier.equals(LATEST)) {
            throw LambdaFaults.invalid(
                    "$LATEST version cannot be deleted without deleting the function.");
        }
        if (!LambdaFunction.isNumber(qualifier)) {
            throw LambdaFaults.invalid("Deletion of aliases is not currently supported.");
        }
        List<String> referencing =
                function.aliases().values().stream()
                        .filter(alias -> AliasRouting.leadsTo(alias, qualifier))
                        .map(AliasConfiguration::name)
                        .toList();
        if (!referencing.isEmpty()) {
            throw LambdaFaults.conflict(
                    "Unable to delete version because the following aliases reference it: "
                            + referencing);
        }
        return function.withVersions(
                        versions -> {
                            versions.keySet()
                                    .removeIf(number -> Long.toString(number).equals(qualifier));
                            return versions;
                        })
                .withPolicies(policies -> {
                    policies.remove(qualifier);
                    return policies;
                });
    }
}
