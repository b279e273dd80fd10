package dev.gatehouse.control.function;

import dev.gatehouse.control.code.CodePackage;
import dev.gatehouse.control.function.Functions.Changed;
import dev.gatehouse.functions.host.FunctionHost;
import dev.gatehouse.functions.host.FunctionId;
import dev.gatehouse.functions.host.FunctionRef;
import dev.gatehouse.functions.host.RuntimeChoice;
import dev.gatehouse.wire.sdk.ModelTrees;
import dev.gatehouse.wire.service.CallContext;
import dev.gatehouse.wire.service.ServiceOperations;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.CreateFunctionResponse;
import software.amazon.awssdk.services.lambda.model.EphemeralStorage;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.LogFormat;
import software.amazon.awssdk.services.lambda.model.LoggingConfig;
import software.amazon.awssdk.services.lambda.model.PackageType;
import software.amazon.awssdk.services.lambda.model.SnapStartApplyOn;
import software.amazon.awssdk.services.lambda.model.SnapStartOptimizationStatus;
import software.amazon.awssdk.services.lambda.model.SnapStartResponse;
import software.amazon.awssdk.services.lambda.model.TracingConfigResponse;
import software.amazon.awssdk.services.lambda.model.TracingMode;

/** CreateFunction. */
final class FunctionCreation {
    private static final Logger LOG = System.getLogger(FunctionCreation.class.getName());

    private final Functions functions;
    private final Layers layers;
    private final PackageIntake packages;
    private final Activation activation;
    private final FunctionHost host;

    FunctionCreation(
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
                .on("CreateFunction", CreateFunctionRequest::builder, this::create)
                .build();
    }

    private CreateFunctionResponse create(CreateFunctionRequest given, CallContext call) {
        FunctionRef ref = FunctionNames.unqualified(given.functionName(), call, "CreateFunction");
        check(given, ref.id());
        VersionRecord latest = latest(given, ref.id(), call);
        boolean publish = Boolean.TRUE.equals(given.publish());
        VersionRecord created =
                functions.create(
                        ref.id(),
                        lastVersion -> {
                            LambdaFunction function =
                                    LambdaFunction.of(
                                            ref.id(),
                                            new FunctionRecord(
                                                    latest, lastVersion, null, given.tags()));
                            return publish
                                    ? Publication.publish(function, null, call.now())
                                    : new Changed<>(function, latest);
                        });
        activation.later(ref.id());
        return ModelTrees.copy(
                        Views.full(created, publish ? created.ref(ref.id()) : ref),
                        CreateFunctionResponse.builder())
                .build();
    }

    private void check(CreateFunctionRequest given, FunctionId id) {
        Settings.check(given, id.name());
        UnsupportedSettings.refuse(given.code());
        if (given.runtimeAsString() == null || given.handler() == null) {
            throw LambdaFaults.invalid(
                    "Runtime and Handler are mandatory parameters for functions created with"
                            + " deployment packages.");
        }
        Tags.check(given.tags());
        if (functions.find(id).isPresent()) {
            throw LambdaFaults.functionExists(id.name());
        }
        checkRuntime(given.runtimeAsString(), host);
    }

    /** Fails unless this machine has an interpreter for the runtime; a stand-in is logged. */
    static void checkRuntime(String runtime, FunctionHost host) {
        switch (host.runtime(runtime)) {
            case RuntimeChoice.Exact exact -> {}
            case RuntimeChoice.Nearest nearest ->
                    LOG.log(Level.WARNING, "{0}: {1}", runtime, nearest.warning());
            case RuntimeChoice.Missing missing ->
                    throw LambdaFaults.invalid(
                            "The runtime " + runtime + " cannot be run here: " + missing.reason());
        }
    }

    /** The version that the request describes, with its package taken in. */
    private VersionRecord latest(CreateFunctionRequest given, FunctionId id, CallContext call) {
        List<LayerUse> uses = layers.resolve(given.layers(), call);
        CodePackage code = packages.accept(given.code().zipFile(), "CreateFunction", call.now());
        PackageIntake.checkTotal(code.unpackedSize(), uses);
        FunctionConfiguration.Builder configuration = Settings.apply(given, defaults(id));
        Revisions.code(configuration, code);
        Revisions.layers(configuration, uses);
        Revisions.creating(configuration, call.now());
        return new VersionRecord(
                configuration.build(), Revisions.newId(), code.unpackedSize(), uses);
    }

    /** What AWS fills in (AWS docs: CreateFunction). */
    private static FunctionConfiguration.Builder defaults(FunctionId id) {
        return FunctionConfiguration.builder()
                .functionName(id.name())
                .functionArn(id.arn())
                .version(LambdaFunction.LATEST)
                .description("")
                .timeout(3)
                .memorySize(128)
                .packageType(PackageType.ZIP)
                .architecturesWithStrings(UnsupportedSettings.ARCHITECTURE)
                .ephemeralStorage(EphemeralStorage.builder().size(512).build())
                .tracingConfig(
                        TracingConfigResponse.builder().mode(TracingMode.PASS_THROUGH).build())
                .snapStart(
                        SnapStartResponse.builder()
                                .applyOn(SnapStartApplyOn.NONE)
                                .optimizationStatus(SnapStartOptimizationStatus.OFF)
                                .build())
                .loggingConfig(
                        LoggingConfig.builder()
                                .logFormat(LogFormat.TEXT)
                                .logGroup(UnsupportedSettings.defaultLogGroup(id.name()))
                                .build());
    }
}
