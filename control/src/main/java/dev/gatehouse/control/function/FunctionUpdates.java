package dev.gatehouse.control.function;

import dev.gatehouse.control.code.CodePackage;
import dev.gatehouse.control.function.Functions.Changed;
import dev.gatehouse.functions.host.FunctionHost;
import dev.gatehouse.functions.host.FunctionRef;
import dev.gatehouse.wire.sdk.ModelTrees;
import dev.gatehouse.wire.service.CallContext;
import dev.gatehouse.wire.service.ServiceOperations;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.FunctionCode;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionCodeRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionCodeResponse;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionConfigurationRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionConfigurationResponse;

/** UpdateFunctionCode and UpdateFunctionConfiguration: changes of {@code $LATEST}. */
final class FunctionUpdates {
    private final Functions functions;
    private final Layers layers;
    private final PackageIntake packages;
    private final Activation activation;
    private final FunctionHost host;

    FunctionUpdates(
            Functions functions,
            Layers layers,
            PackageIntake packages,
            Activation activation,
            FunctionHost host) {
        this.functions = functions;
        this.layers = layers;
        this.packages = packages;
        this.activation = activation;
        this.host = host;
    }

    ServiceOperations operations() {
        return ServiceOperations.of("lambda")
                .on("UpdateFunctionCode", UpdateFunctionCodeRequest::builder, this::updateCode)
                .on(
                        "UpdateFunctionConfiguration",
                        UpdateFunctionConfigurationRequest::builder,
                        this::updateConfiguration)
                .build();
    }

    private UpdateFunctionCodeResponse updateCode(
            UpdateFunctionCodeRequest given, CallContext call) {
        FunctionRef ref =
                FunctionNames.unqualified(given.functionName(), call, "UpdateFunctionCode");
        refuseUnsupported(given);
        checkReady(functions.require(ref), given.revisionId());
        CodePackage code = packages.accept(given.zipFile(), "UpdateFunctionCode", call.now());
        if (Boolean.TRUE.equals(given.dryRun())) {
            return answer(dryRun(functions.require(ref), code, ref));
        }
        boolean publish = Boolean.TRUE.equals(given.publish());
        VersionRecord updated =
                functions.change(
                        ref,
                        function -> {
                            checkReady(function, given.revisionId());
                            VersionRecord latest = withCode(function, code, call.now());
                            LambdaFunction next = function.withLatest(latest);
                            return publish
                                    ? Publication.publish(next, null, call.now())
                                    : new Changed<>(next, latest);
                        });
        activation.later(ref.id());
        return answer(Views.full(updated, publish ? updated.ref(ref.id()) : ref));
    }

    private static UpdateFunctionCodeResponse answer(FunctionConfiguration shown) {
        return ModelTrees.copy(shown, UpdateFunctionCodeResponse.builder()).build();
    }

    private static void refuseUnsupported(UpdateFunctionCodeRequest given) {
        UnsupportedSettings.refuse(
                FunctionCode.builder()
                        .s3Bucket(given.s3Bucket())
                        .s3Key(given.s3Key())
                        .s3ObjectVersion(given.s3ObjectVersion())
                        .imageUri(given.imageUri())
                        .sourceKMSKeyArn(given.sourceKMSKeyArn())
                        .build());
        UnsupportedSettings.refuseArchitectures(given.architecturesAsStrings());
        UnsupportedSettings.refusePublishTo(given.publishToAsString());
    }

    private static FunctionConfiguration dryRun(
            LambdaFunction function, CodePackage code, FunctionRef ref) {
        PackageIntake.checkTotal(code.unpackedSize(), function.latest().layers());
        return Revisions.code(Views.full(function.latest(), ref).toBuilder(), code).build();
    }

    private static VersionRecord withCode(LambdaFunction function, CodePackage code, Instant now) {
        VersionRecord latest = function.latest();
        PackageIntake.checkTotal(code.unpackedSize(), latest.layers());
        FunctionConfiguration.Builder configuration =
                Revisions.code(latest.configuration().toBuilder(), code);
        return new VersionRecord(
                Revisions.updating(configuration, now).build(),
                Revisions.newId(),
                code.unpackedSize(),
                latest.layers());
    }

    private UpdateFunctionConfigurationResponse updateConfiguration(
            UpdateFunctionConfigurationRequest given, CallContext call) {
        FunctionRef ref =
                FunctionNames.unqualified(
                        given.functionName(), call, "UpdateFunctionConfiguration");
        CreateFunctionRequest settings =
                ModelTrees.copy(given, CreateFunctionRequest.builder()).build();
        functions.require(ref);
        Settings.check(settings, ref.id().name());
        if (settings.runtimeAsString() != null) {
            FunctionCreation.checkRuntime(settings.runtimeAsString(), host);
        }
        Optional<List<LayerUse>> uses =
                given.hasLayers()
                        ? Optional.of(layers.resolve(given.layers(), call))
                        : Optional.empty();
        VersionRecord updated =
                functions.change(
                        ref,
                        function -> {
                            checkReady(function, given.revisionId());
                            VersionRecord latest =
                                    withSettings(function.latest(), settings, uses, call.now());
                            return new Changed<>(function.withLatest(latest), latest);
                        });
        activation.later(ref.id());
        return ModelTrees.copy(
                        Views.full(updated, ref), UpdateFunctionConfigurationResponse.builder())
                .build();
    }

    private static VersionRecord withSettings(
            VersionRecord latest,
            CreateFunctionRequest settings,
            Optional<List<LayerUse>> uses,
            Instant now) {
        FunctionConfiguration.Builder configuration =
                Settings.apply(settings, latest.configuration().toBuilder());
        Revisions.updating(configuration, now);
        uses.ifPresent(layers -> {
            PackageIntake.checkTotal(latest.unpackedSize(), layers);
            Revisions.layers(configuration, layers);
        });
        return new VersionRecord(
                configuration.build(),
                Revisions.newId(),
                latest.unpackedSize(),
                uses.orElse(latest.layers()));
    }

    private static void checkReady(LambdaFunction function, @Nullable String revisionId) {
        VersionRecord latest = function.latest();
        if (latest.isPending()) {
            throw LambdaFaults.pending();
        }
        if (latest.isUpdating()) {
            throw LambdaFaults.updating(function.id().arn());
        }
        if (revisionId != null && !revisionId.equals(latest.configuration().revisionId())) {
            throw LambdaFaults.staleFunctionRevision();
        }
    }
}
