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
import java.util.Map;
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
        checkRuntime(given.runtimeAsString(), host);
        List<LayerUse> uses = layers.resolve(given.layers(), call);
        CodePackage code =
                packages.accept(
                        given.code() == null ? null : given.code().zipFile(), "CreateFunction");
        PackageIntake.checkTotal(code.unpackedSize(), uses);

        Changed<VersionRecord> created = created(given, ref.id(), code, uses, call);
        functions.create(created.next());
        activation.later(ref.id());
        String version = created.answer().configuration().version();
        FunctionRef shown =
                new FunctionRef(ref.id(), Boolean.TRUE.equals(given.publish()) ? version : null);
        return ModelTrees.copy(
                        Views.full(created.answer(), shown), CreateFunctionResponse.builder())
                .build();
    }

    private void check(CreateFunctionRequest given, FunctionId id) {
        new Constraints().required("role", given.role()).required("code", given.code()).check();
        Settings.check(given, id.name());
        if (given.code() != null) {
            UnsupportedSettings.refuse(given.code());
        }
        if (given.runtimeAsString() == null || given.handler() == null) {
            throw LambdaFaults.invalid(
                    "Runtime and Handler are mandatory parameters for functions created with"
                            + " deployment packages.");
        }
        Tags.check(given.tags());
        if (functions.find(id).isPresent()) {
            throw LambdaFaults.functionExists(id.name());
        }
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

    private static Changed<VersionRecord> created(
            CreateFunctionRequest given,
            FunctionId id,
            CodePackage code,
            List<LayerUse> uses,
            CallContext call) {
        FunctionConfiguration.Builder configuration = Settings.apply(given, defaults(id));
        Revisions.code(configuration, code);
        Revisions.layers(configuration, uses);
        Revisions.creating(configuration, call.now());
        VersionRecord latest =
                new VersionRecord(
                        configuration.build(), Revisions.newId(), code.unpackedSize(), uses);
        LambdaFunction function =
                LambdaFunction.of(id, new FunctionRecord(latest, 0, null, tags(given)));
        return Boolean.TRUE.equals(given.publish())
                ? Publication.publish(function, null, call.now())
                : new Changed<>(function, latest);
    }

    private static Map<String, String> tags(CreateFunctionRequest given) {
        return given.tags() == null ? Map.of() : given.tags();
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
