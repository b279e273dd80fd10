package dev.gatehouse.control.httpapi;

import dev.gatehouse.control.openapi.ApiDefinition;
import dev.gatehouse.control.openapi.BasePath;
import dev.gatehouse.control.openapi.OpenApiException;
import dev.gatehouse.control.openapi.OpenApiReader;
import dev.gatehouse.control.openapi.OpenApiText;
import dev.gatehouse.control.openapi.OpenApiWriter;
import dev.gatehouse.foundation.id.Ids;
import dev.gatehouse.foundation.json.Json;
import dev.gatehouse.wire.sdk.ModelTrees;
import dev.gatehouse.wire.service.CallContext;
import dev.gatehouse.wire.service.ServiceOperations;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigatewayv2.model.Api;
import software.amazon.awssdk.services.apigatewayv2.model.ExportApiRequest;
import software.amazon.awssdk.services.apigatewayv2.model.ExportApiResponse;
import software.amazon.awssdk.services.apigatewayv2.model.ImportApiRequest;
import software.amazon.awssdk.services.apigatewayv2.model.ImportApiResponse;
import software.amazon.awssdk.services.apigatewayv2.model.ProtocolType;
import software.amazon.awssdk.services.apigatewayv2.model.ReimportApiRequest;
import software.amazon.awssdk.services.apigatewayv2.model.ReimportApiResponse;
import software.amazon.awssdk.services.apigatewayv2.model.Stage;
import tools.jackson.databind.node.ObjectNode;

/** The operations that read and write OpenAPI documents. */
final class ImportOperations {
    private final HttpApis apis;
    private final LiveApis live;
    private final Definitions definitions;

    ImportOperations(HttpApis apis, LiveApis live, Definitions definitions) {
        this.apis = apis;
        this.live = live;
        this.definitions = definitions;
    }

    ServiceOperations operations() {
        return ServiceOperations.of(HttpApiService.NAME)
                .on("ImportApi", ImportApiRequest::builder, this::create)
                .on("ReimportApi", ReimportApiRequest::builder, this::replace)
                .on("ExportApi", ExportApiRequest::builder, this::export)
                .build();
    }

    private ImportApiResponse create(ImportApiRequest request, CallContext call) {
        OpenApiReader.Result read =
                read(request.body(), request.basepath(), request.failOnWarnings(), call);
        ApiKey key = ApiKey.of(call, Ids.alphanumeric(10));
        Api.Builder builder =
                Api.builder()
                        .apiId(key.apiId())
                        .protocolType(ProtocolType.HTTP)
                        .createdDate(Dates.of(call));
        Api api = defined(builder, read);
        apis.create(
                key,
                api,
                Dates.of(call),
                edit -> definitions.replaceRoutes(edit, read.definition()));
        return ModelTrees.copy(shown(api, read, call), ImportApiResponse.builder()).build();
    }

    private ReimportApiResponse replace(ReimportApiRequest request, CallContext call) {
        OpenApiReader.Result read =
                read(request.body(), request.basepath(), request.failOnWarnings(), call);
        ApiEdit done =
                apis.edit(
                        ApiKey.of(call, request.apiId()),
                        Dates.of(call),
                        edit -> {
                            edit.api(defined(edit.api().toBuilder(), read));
                            definitions.replaceRoutes(edit, read.definition());
                        });
        return ModelTrees.copy(shown(done.api(), read, call), ReimportApiResponse.builder())
                .build();
    }

    /** What was left out of the document is kept with the API as its import info. */
    private static Api defined(Api.Builder builder, OpenApiReader.Result read) {
        @Nullable List<String> ignored = read.warnings().isEmpty() ? null : read.warnings();
        return Definitions.api(builder.importInfo(ignored), read.definition());
    }

    private static Api shown(Api api, OpenApiReader.Result read, CallContext call) {
        Api shown = ApiOperations.shown(api, call);
        return read.warnings().isEmpty()
                ? shown
                : shown.toBuilder().warnings(read.warnings()).build();
    }

    private static OpenApiReader.Result read(
            @Nullable String body,
            @Nullable String basePath,
            @Nullable Boolean failOnWarnings,
            CallContext call) {
        if (body == null || body.isBlank()) {
            throw Faults.badRequest("Invalid OpenAPI input: the body is empty");
        }
        OpenApiReader.Result read;
        try {
            ObjectNode document = OpenApiText.parse(resolved(body, call));
            read = OpenApiReader.read(document, BasePath.of(basePath));
        } catch (OpenApiException refused) {
            throw Faults.badRequest(String.valueOf(refused.getMessage()));
        }
        if (Boolean.TRUE.equals(failOnWarnings) && !read.warnings().isEmpty()) {
            throw Faults.badRequest(
                    "Warnings found during import:\n\t" + String.join("\n\t", read.warnings()));
        }
        return read;
    }

    /** AWS docs: AWS variables for OpenAPI import. */
    private static String resolved(String body, CallContext call) {
        return body.replace("${AWS::Region}", call.region())
                .replace("${AWS::AccountId}", call.account())
                .replace("${AWS::Partition}", "aws");
    }

    private ExportApiResponse export(ExportApiRequest request, CallContext call) {
        if (!"OAS30".equals(request.specification())) {
            throw Faults.badRequest(
                    "Invalid specification " + request.specification() + ": expected OAS30");
        }
        if (request.exportVersion() != null && !request.exportVersion().equals("1.0")) {
            throw Faults.badRequest(
                    "Invalid exportVersion " + request.exportVersion() + ": expected 1.0");
        }
        ApiKey key = ApiKey.of(call, request.apiId());
        Api api = apis.require(key);
        ApiDefinition definition = Definitions.of(api, content(key, request.stageName()));
        ObjectNode document =
                OpenApiWriter.write(
                        definition,
                        Endpoints.of(call.baseUrl(), api.apiId()),
                        basePath(request.stageName()),
                        !Boolean.FALSE.equals(request.includeExtensions()));
        return body(text(document, request.outputType()));
    }

    /** What the stage's deployment froze; without a stage what the API has now. */
    private Snapshot content(ApiKey key, @Nullable String stageName) {
        if (stageName == null) {
            return apis.content(key);
        }
        Stage stage = apis.require(key, Kinds.STAGE, "Stage", stageName);
        if (stage.deploymentId() == null) {
            throw Faults.badRequest("Stage " + stageName + " has no deployment to export");
        }
        return live.snapshot(key, stage.deploymentId());
    }

    private static String basePath(@Nullable String stageName) {
        return stageName == null || stageName.equals(StageRules.DEFAULT_NAME) ? "" : stageName;
    }

    private static String text(ObjectNode document, @Nullable String outputType) {
        return switch (outputType) {
            case "JSON" -> OpenApiText.toJson(document);
            case "YAML" -> OpenApiText.toYaml(document);
            case null, default ->
                    throw Faults.badRequest(
                            "Invalid outputType " + outputType + ": expected JSON or YAML");
        };
    }

    private static ExportApiResponse body(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        ObjectNode tree = Json.object();
        tree.put("body", Base64.getEncoder().encodeToString(utf8));
        return ModelTrees.model(ExportApiResponse.builder(), tree);
    }
}
