package dev.gatehouse.control.function;

import dev.gatehouse.control.code.CodePackage;
import dev.gatehouse.control.function.LayerNames.LayerVersionId;
import dev.gatehouse.wire.sdk.ModelTrees;
import dev.gatehouse.wire.service.CallContext;
import dev.gatehouse.wire.service.ServiceOperations;
import java.util.Optional;
import software.amazon.awssdk.services.lambda.model.DeleteLayerVersionRequest;
import software.amazon.awssdk.services.lambda.model.DeleteLayerVersionResponse;
import software.amazon.awssdk.services.lambda.model.GetLayerVersionByArnRequest;
import software.amazon.awssdk.services.lambda.model.GetLayerVersionByArnResponse;
import software.amazon.awssdk.services.lambda.model.GetLayerVersionRequest;
import software.amazon.awssdk.services.lambda.model.GetLayerVersionResponse;
import software.amazon.awssdk.services.lambda.model.LayerVersionContentInput;
import software.amazon.awssdk.services.lambda.model.PublishLayerVersionRequest;
import software.amazon.awssdk.services.lambda.model.PublishLayerVersionResponse;

/** PublishLayerVersion, GetLayerVersion, GetLayerVersionByArn and DeleteLayerVersion. */
final class LayerOperations {
    private final Layers layers;
    private final PackageIntake packages;
    private final CodeDownloads downloads;

    LayerOperations(Layers layers, PackageIntake packages, CodeDownloads downloads) {
        this.layers = layers;
        this.packages = packages;
        this.downloads = downloads;
    }

    ServiceOperations operations() {
        return ServiceOperations.of("lambda")
                .on("PublishLayerVersion", PublishLayerVersionRequest::builder, this::publish)
                .on("GetLayerVersion", GetLayerVersionRequest::builder, this::get)
                .on("GetLayerVersionByArn", GetLayerVersionByArnRequest::builder, this::getByArn)
                .on("DeleteLayerVersion", DeleteLayerVersionRequest::builder, this::delete)
                .build();
    }

    private PublishLayerVersionResponse publish(
            PublishLayerVersionRequest given, CallContext call) {
        LayerId id = LayerNames.layer(given.layerName(), call);
        checkOwner(id, call, "PublishLayerVersion");
        LayerVersionContentInput content = given.content();
        UnsupportedSettings.refuseSource(
                content.s3Bucket(), content.s3Key(), content.s3ObjectVersion());
        CodePackage code = packages.accept(content.zipFile(), "PublishLayerVersion", call.now());
        packages.refuseExtensions(code);
        LayerVersionRecord published =
                layers.publish(
                        id,
                        number ->
                                new LayerVersionRecord(
                                        number,
                                        given.description() == null ? "" : given.description(),
                                        Revisions.time(call.now()),
                                        given.licenseInfo(),
                                        given.compatibleRuntimesAsStrings(),
                                        given.compatibleArchitecturesAsStrings(),
                                        code.sha256(),
                                        code.size(),
                                        code.unpackedSize(),
                                        PolicyRecord.EMPTY,
                                        Revisions.newId()));
        return ModelTrees.copy(shown(id, published, call), PublishLayerVersionResponse.builder())
                .build();
    }

    private GetLayerVersionResponse get(GetLayerVersionRequest given, CallContext call) {
        return find(LayerNames.layer(given.layerName(), call), given.versionNumber(), call);
    }

    private GetLayerVersionByArnResponse getByArn(
            GetLayerVersionByArnRequest given, CallContext call) {
        LayerVersionId id = LayerNames.version(given.arn(), call);
        return ModelTrees.copy(
                        find(id.layer(), id.version(), call),
                        GetLayerVersionByArnResponse.builder())
                .build();
    }

    private GetLayerVersionResponse find(LayerId id, long number, CallContext call) {
        long version = checkNumber(number);
        Optional<LayerVersionRecord> found = layers.find(id, version);
        if (!Layers.mayUse(found, id, call)) {
            throw LambdaFaults.denied(call, "GetLayerVersion", id.arn(version));
        }
        return found.map(record -> shown(id, record, call))
                .orElseThrow(
                        () -> LambdaFaults.notFound("The resource you requested does not exist."));
    }

    /** Functions that use the version keep it; deleting one that does not exist is no error. */
    private DeleteLayerVersionResponse delete(DeleteLayerVersionRequest given, CallContext call) {
        LayerId id = LayerNames.layer(given.layerName(), call);
        checkOwner(id, call, "DeleteLayerVersion");
        layers.delete(id, checkNumber(given.versionNumber()));
        return DeleteLayerVersionResponse.builder().build();
    }

    /** Only its own account may change a layer. */
    static void checkOwner(LayerId id, CallContext call, String action) {
        if (!id.account().equals(call.account())) {
            throw LambdaFaults.denied(call, action, id.arn());
        }
    }

    static long checkNumber(long number) {
        if (number < 1) {
            throw LambdaFaults.invalid("Layer Version Cannot be less than 1.");
        }
        return number;
    }

    private GetLayerVersionResponse shown(
            LayerId id, LayerVersionRecord version, CallContext call) {
        GetLayerVersionResponse.Builder shown =
                GetLayerVersionResponse.builder()
                        .content(content ->
                                content.location(downloads.link(version.codeSha256(), call))
                                        .codeSha256(Revisions.base64(version.codeSha256()))
                                        .codeSize(version.codeSize()))
                        .layerArn(id.arn())
                        .layerVersionArn(id.arn(version.version()))
                        .description(version.description())
                        .createdDate(version.createdDate())
                        .version(version.version())
                        .licenseInfo(version.licenseInfo());
        if (!version.compatibleRuntimes().isEmpty()) {
            shown.compatibleRuntimesWithStrings(version.compatibleRuntimes());
        }
        if (!version.compatibleArchitectures().isEmpty()) {
            shown.compatibleArchitecturesWithStrings(version.compatibleArchitectures());
        }
        return shown.build();
    }
}
