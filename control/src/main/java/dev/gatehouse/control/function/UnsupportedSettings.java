package dev.gatehouse.control.function;

import dev.gatehouse.wire.service.ServiceFault;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.FunctionCode;
import software.amazon.awssdk.services.lambda.model.LoggingConfig;

/**
 * Settings that AWS takes and we cannot honour. They are refused by name; giving one the value that
 * means "off" is fine.
 */
final class UnsupportedSettings {
    /** This machine's architecture in AWS's spelling. */
    static final String ARCHITECTURE =
            System.getProperty("os.arch", "").equals("aarch64") ? "arm64" : "x86_64";

    private UnsupportedSettings() {}

    static void refuse(CreateFunctionRequest given, String name) {
        refuseNetworkAndStorage(given);
        refuseLifecycle(given);
        refuse(
                isOther(given.packageTypeAsString(), "Zip"),
                "PackageType " + given.packageTypeAsString(),
                "functions are zip packages here");
        refuse(given.imageConfig() != null, "ImageConfig", "functions are zip packages here");
        if (given.loggingConfig() != null) {
            refuse(given.loggingConfig(), name);
        }
        refuseArchitectures(given.architecturesAsStrings());
    }

    static void refuseArchitectures(List<String> architectures) {
        refuse(
                !architectures.isEmpty() && !architectures.equals(List.of(ARCHITECTURE)),
                "Architectures " + architectures,
                "this machine runs " + ARCHITECTURE);
    }

    static void refusePublishTo(@Nullable String version) {
        refuse(version != null, "PublishTo", "there is no version $LATEST.PUBLISHED");
    }

    static void refuse(FunctionCode code) {
        refuseSource(code.s3Bucket(), code.s3Key(), code.s3ObjectVersion());
        refuse(code.imageUri() != null, "Code.ImageUri", "functions are zip packages here");
        refuse(
                isGiven(code.sourceKMSKeyArn()),
                "Code.SourceKMSKeyArn",
                "packages are not encrypted");
    }

    static void refuseSource(
            @Nullable String bucket, @Nullable String key, @Nullable String version) {
        refuse(
                bucket != null || key != null || version != null,
                "S3Bucket, S3Key and S3ObjectVersion",
                "there is no S3 here; give the package in ZipFile");
    }

    private static void refuseNetworkAndStorage(CreateFunctionRequest given) {
        refuse(
                given.vpcConfig() != null
                        && (!given.vpcConfig().subnetIds().isEmpty()
                                || !given.vpcConfig().securityGroupIds().isEmpty()
                                || Boolean.TRUE.equals(
                                        given.vpcConfig().ipv6AllowedForDualStack())),
                "VpcConfig",
                "functions use this machine's network");
        refuse(
                !given.fileSystemConfigs().isEmpty(),
                "FileSystemConfigs",
                "there are no file systems to mount");
        refuse(isGiven(given.kmsKeyArn()), "KMSKeyArn", "variables are not encrypted");
        refuse(
                isGiven(given.codeSigningConfigArn()),
                "CodeSigningConfigArn",
                "signatures of packages are not checked");
    }

    private static void refuseLifecycle(CreateFunctionRequest given) {
        refuse(
                given.deadLetterConfig() != null && isGiven(given.deadLetterConfig().targetArn()),
                "DeadLetterConfig",
                "functions are not invoked asynchronously");
        refuse(
                given.tracingConfig() != null
                        && isOther(given.tracingConfig().modeAsString(), "PassThrough"),
                "TracingConfig other than PassThrough",
                "traces are not sent to X-Ray");
        refuse(
                given.snapStart() != null && isOther(given.snapStart().applyOnAsString(), "None"),
                "SnapStart other than None",
                "there are no snapshots");
        refuse(given.durableConfig() != null, "DurableConfig", "executions are not durable");
        refuse(given.tenancyConfig() != null, "TenancyConfig", "tenants are not isolated");
        refuse(
                given.capacityProviderConfig() != null,
                "CapacityProviderConfig",
                "there are no capacity providers");
        refusePublishTo(given.publishToAsString());
    }

    private static void refuse(LoggingConfig logging, String name) {
        refuse(
                isOther(logging.logFormatAsString(), "Text"),
                "LoggingConfig.LogFormat other than Text",
                "log lines are kept as functions write them");
        refuse(
                isOther(logging.logGroup(), defaultLogGroup(name)),
                "LoggingConfig.LogGroup other than " + defaultLogGroup(name),
                "each function has its own log group");
        refuse(
                logging.applicationLogLevelAsString() != null
                        || logging.systemLogLevelAsString() != null,
                "LoggingConfig.ApplicationLogLevel and SystemLogLevel",
                "log lines are not filtered");
    }

    static String defaultLogGroup(String name) {
        return "/aws/lambda/" + name;
    }

    private static boolean isOther(@Nullable String value, String honoured) {
        return value != null && !value.equals(honoured);
    }

    private static boolean isGiven(@Nullable String value) {
        return value != null && !value.isEmpty();
    }

    private static void refuse(boolean given, String setting, String why) {
        if (given) {
            throw ServiceFault.unsupported(setting, why);
        }
    }
}
