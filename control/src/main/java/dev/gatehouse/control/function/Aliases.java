package dev.gatehouse.control.function;

import dev.gatehouse.control.function.Functions.Changed;
import dev.gatehouse.functions.host.FunctionRef;
import dev.gatehouse.wire.sdk.ModelTrees;
import dev.gatehouse.wire.service.CallContext;
import dev.gatehouse.wire.service.ServiceOperations;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.AliasConfiguration;
import software.amazon.awssdk.services.lambda.model.AliasRoutingConfiguration;
import software.amazon.awssdk.services.lambda.model.CreateAliasRequest;
import software.amazon.awssdk.services.lambda.model.CreateAliasResponse;
import software.amazon.awssdk.services.lambda.model.DeleteAliasRequest;
import software.amazon.awssdk.services.lambda.model.DeleteAliasResponse;
import software.amazon.awssdk.services.lambda.model.GetAliasRequest;
import software.amazon.awssdk.services.lambda.model.GetAliasResponse;
import software.amazon.awssdk.services.lambda.model.ListAliasesRequest;
import software.amazon.awssdk.services.lambda.model.ListAliasesResponse;
import software.amazon.awssdk.services.lambda.model.UpdateAliasRequest;
import software.amazon.awssdk.services.lambda.model.UpdateAliasResponse;

/** Aliases: named pointers to a version, or to two by weights. */
final class Aliases {
    private final Functions functions;

    Aliases(Functions functions) {
        this.functions = functions;
    }

    ServiceOperations operations() {
        return ServiceOperations.of("lambda")
                .on("CreateAlias", CreateAliasRequest::builder, this::create)
                .on("GetAlias", GetAliasRequest::builder, this::get)
                .on("ListAliases", ListAliasesRequest::builder, this::list)
                .on("UpdateAlias", UpdateAliasRequest::builder, this::update)
                .on("DeleteAlias", DeleteAliasRequest::builder, this::delete)
                .build();
    }

    private CreateAliasResponse create(CreateAliasRequest given, CallContext call) {
        FunctionRef ref = FunctionNames.unqualified(given.functionName(), call, "CreateAlias");
        AliasConfiguration created =
                functions.change(
                        ref,
                        function -> {
                            FunctionRef alias = new FunctionRef(ref.id(), given.name());
                            if (function.aliases().containsKey(given.name())) {
                                throw LambdaFaults.conflict("Alias already exists: " + alias.arn());
                            }
                            AliasConfiguration.Builder next =
                                    AliasConfiguration.builder()
                                            .aliasArn(alias.arn())
                                            .name(given.name())
                                            .description(
                                                    given.description() == null
                                                            ? ""
                                                            : given.description());
                            return put(
                                    function, next, given.functionVersion(), given.routingConfig());
                        });
        return ModelTrees.copy(created, CreateAliasResponse.builder()).build();
    }

    private UpdateAliasResponse update(UpdateAliasRequest given, CallContext call) {
        FunctionRef ref = FunctionNames.unqualified(given.functionName(), call, "UpdateAlias");
        AliasConfiguration updated =
                functions.change(
                        ref,
                        function -> {
                            AliasConfiguration alias = function.aliases().get(given.name());
                            if (alias == null) {
                                throw LambdaFaults.notFound(
                                        "Alias not found: "
                                                + new FunctionRef(ref.id(), given.name()).arn());
                            }
                            return updated(function, alias, given);
                        });
        return ModelTrees.copy(updated, UpdateAliasResponse.builder()).build();
    }

    private static Changed<AliasConfiguration> updated(
            LambdaFunction function, AliasConfiguration alias, UpdateAliasRequest given) {
        if (given.revisionId() != null && !given.revisionId().equals(alias.revisionId())) {
            throw LambdaFaults.staleFunctionRevision();
        }
        AliasConfiguration.Builder next = alias.toBuilder();
        if (given.description() != null) {
            next.description(given.description());
        }
        return put(
                function,
                next,
                given.functionVersion() == null ? alias.functionVersion() : given.functionVersion(),
                given.routingConfig() == null ? alias.routingConfig() : given.routingConfig());
    }

    private static Changed<AliasConfiguration> put(
            LambdaFunction function,
            AliasConfiguration.Builder next,
            String version,
            @Nullable AliasRoutingConfiguration routing) {
        Map<String, Double> weights =
                routing == null ? Map.of() : routing.additionalVersionWeights();
        AliasRouting.check(function, version, weights);
        AliasConfiguration alias =
                next.functionVersion(version)
                        .routingConfig(weights.isEmpty() ? null : routing)
                        .revisionId(Revisions.newId())
                        .build();
        return new Changed<>(
                function.withAliases(aliases -> {
                    aliases.put(alias.name(), alias);
                    return aliases;
                }),
                alias);
    }

    private GetAliasResponse get(GetAliasRequest given, CallContext call) {
        FunctionRef ref = FunctionNames.unqualified(given.functionName(), call, "GetAlias");
        AliasConfiguration alias = functions.require(ref).aliases().get(given.name());
        if (alias == null) {
            throw LambdaFaults.notFound(
                    "Cannot find alias arn: " + new FunctionRef(ref.id(), given.name()).arn());
        }
        return ModelTrees.copy(alias, GetAliasResponse.builder()).build();
    }

    private ListAliasesResponse list(ListAliasesRequest given, CallContext call) {
        FunctionRef ref = FunctionNames.unqualified(given.functionName(), call, "ListAliases");
        String version = given.functionVersion();
        int size = Paging.size(given.maxItems());
        String after = Paging.after(given.marker());
        List<AliasConfiguration> aliases =
                functions.require(ref).aliases().tailMap(after + "\0").values().stream()
                        .filter(alias -> version == null || AliasRouting.leadsTo(alias, version))
                        .toList();
        Paging<AliasConfiguration> page = Paging.first(aliases, size, AliasConfiguration::name);
        return ListAliasesResponse.builder()
                .aliases(page.items())
                .nextMarker(page.nextMarker())
                .build();
    }

    /** Deleting an alias that does not exist is no error. */
    private DeleteAliasResponse delete(DeleteAliasRequest given, CallContext call) {
        FunctionRef ref = FunctionNames.unqualified(given.functionName(), call, "DeleteAlias");
        functions.change(
                ref,
                function ->
                        new Changed<>(
                                function.withAliases(
                                                aliases -> {
                                                    aliases.remove(given.name());
                                                    return aliases;
                                                })
                                        .withPolicies(policies -> {
                                            policies.remove(given.name());
                                            return policies;
                                        }),
                                ref));
        return DeleteAliasResponse.builder().build();
    }
}
