package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.PublishLayerVersionResponse;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.Runtime;

/** Layers: merged in their order below /opt, for Node.js and Python, and their operations. */
class LambdaLayersTest {
    @RegisterExtension static final RunningServer server = new RunningServer();

    private static Clients clients;
    private static String first;
    private static String second;

    @BeforeAll
    static void publish() {
        clients = new Clients(server.url());
        first =
                layer(
                        "first",
                        Map.of(
                                "nodejs/node_modules/one/index.js", "exports.v = 'one';",
                                "python/one.py", "v = 'one'\n",
                                "shared.txt", "first"));
        second =
                layer(
                        "second",
                        Map.of(
                                "nodejs/node_modules/two/index.js", "exports.v = 'two';",
                                "python/two.py", "v = 'two'\n",
                                "shared.txt", "second"));
    }

    @AfterAll
    static void close() {
        clients.close();
    }

    @Test
    void nodeFindsPackagesOfBothLayersAndTheLaterFile() {
        Programs.require("node");
        assertThat(
                        answer(
                                "layers-node",
                                "nodejs20.x",
                                "index.js",
                                """
                                const one = require('one'), two = require('two'), fs = require('fs');
                                exports.handler = async () =>
                                  [one.v, two.v, fs.readFileSync('/opt/shared.txt', 'utf8')];
                                """))
                .isEqualTo("[\"one\",\"two\",\"second\"]");
    }

    @Test
    void esModulesFindPackagesOfLayers() {
        Programs.require("node");
        assertThat(
                        answer(
                                "layers-esm",
                                "nodejs20.x",
                                "index.mjs",
                                """
                                import one from 'one';
                                import { v } from 'two';
                                export const handler = async () => [one.v, v, (await import('one')).default.v];
                                """))
                .isEqualTo("[\"one\",\"two\",\"one\"]");
    }

    @Test
    void missingPackageIsStillNamed() {
        Programs.require("node");
        assertThat(
                        answer(
                                "layers-missing",
                                "nodejs20.x",
                                "index.mjs",
                                "import 'three'; export const handler = async () => 1;"))
                .contains("Runtime.ImportModuleError")
                .contains("Cannot find package 'three' imported from /var/task/index.mjs");
    }

    @Test
    void pythonFindsPackagesOfBothLayersAndTheLaterFile() {
        Programs.require("python3");
        assertThat(
                        answer(
                                "layers-python",
                                "python3.11",
                                "index.py",
                                """
                                import one, two
                                def handler(event, context):
                                    return [one.v, two.v, open('/opt/shared.txt').read()]
                                """))
                .isEqualTo("[\"one\", \"two\", \"second\"]");
    }

    @Test
    void versionsAreFoundByNameAndByArnAndListed() {
        var byName =
                clients.lambda.getLayerVersion(
                        request -> request.layerName("first").versionNumber(1L));
        var byArn = clients.lambda.getLayerVersionByArn(request -> request.arn(first));
        assertThat(byArn.layerVersionArn()).isEqualTo(first);
        assertThat(byArn.content().codeSha256()).isEqualTo(byName.content().codeSha256());
        assertThat(byArn.compatibleRuntimes())
                .containsExactly(Runtime.NODEJS20_X, Runtime.PYTHON3_11);
        assertThat(clients.lambda.listLayers().layers())
                .extracting(layer -> layer.latestMatchingVersion().layerVersionArn())
                .contains(first, second);
        assertThat(
                        clients.lambda
                                .listLayers(request -> request.compatibleRuntime(Runtime.JAVA21))
                                .layers())
                .isEmpty();
        assertThatThrownBy(() ->
                        clients.lambda.getLayerVersion(
                                request -> request.layerName("first").versionNumber(9L)))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("The resource you requested does not exist.");
    }

    @Test
    void permissionsOfAVersionComeAndGo() {
        String statement =
                clients.lambda
                        .addLayerVersionPermission(request ->
                                request.layerName("second")
                                        .versionNumber(1L)
                                        .statementId("all")
                                        .action("lambda:GetLayerVersion")
                                        .principal("*"))
                        .statement();
        assertThat(statement)
                .isEqualTo(
                        "{\"Sid\":\"all\",\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":"
                                + "\"lambda:GetLayerVersion\",\"Resource\":\""
                                + second
                                + "\"}");
        assertThatThrownBy(() ->
                        clients.lambda.addLayerVersionPermission(request ->
                                request.layerName("second")
                                        .versionNumber(1L)
                                        .statementId("all")
                                        .action("lambda:GetLayerVersion")
                                        .principal("*")))
                .isInstanceOf(ResourceConflictException.class);
        assertThat(
                        clients.lambda
                                .getLayerVersionPolicy(
                                        request -> request.layerName("second").versionNumber(1L))
                                .policy())
                .contains(statement);
        clients.lambda.removeLayerVersionPermission(
                request -> request.layerName("second").versionNumber(1L).statementId("all"));
        assertThatThrownBy(() ->
                        clients.lambda.getLayerVersionPolicy(
                                request -> request.layerName("second").versionNumber(1L)))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("No policy is associated with the given resource.");
    }

    @Test
    void deletedVersionStaysWithTheFunctionsThatUseIt() {
        Programs.require("node");
        String gone = layer("gone", Map.of("note.txt", "kept"));
        clients.create(
                Clients.function(
                                "layers-gone",
                                "nodejs20.x",
                                "index.handler",
                                Map.of(
                                        "index.js",
                                        "exports.handler = async () =>"
                                                + " require('fs').readFileSync('/opt/note.txt',"
                                                + " 'utf8');"))
                        .layers(gone)
                        .build());
        clients.lambda.deleteLayerVersion(request -> request.layerName("gone").versionNumber(1L));
        assertThat(invoke("layers-gone")).isEqualTo("\"kept\"");
        assertThatThrownBy(() ->
                        clients.lambda.updateFunctionConfiguration(request ->
                                request.functionName("layers-gone").layers(gone, second)))
                .hasMessageContaining("Layer version " + gone + " does not exist.");
    }

    private static String layer(String name, Map<String, String> files) {
        PublishLayerVersionResponse published =
                clients.lambda.publishLayerVersion(request ->
                        request.layerName(name)
                                .compatibleRuntimes(Runtime.NODEJS20_X, Runtime.PYTHON3_11)
                                .content(c ->
                                        c.zipFile(SdkBytes.fromByteArray(Packages.zip(files)))));
        return published.layerVersionArn();
    }

    private static String answer(String name, String runtime, String file, String code) {
        clients.create(
                Clients.function(name, runtime, "index.handler", Map.of(file, code))
                        .layers(first, second)
                        .build());
        return invoke(name);
    }

    private static String invoke(String name) {
        return clients.lambda
                .invoke(request -> request.functionName(name))
                .payload()
                .asUtf8String();
    }
}
