package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.AliasConfiguration;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.GetFunctionResponse;
import software.amazon.awssdk.services.lambda.model.InvalidParameterValueException;
import software.amazon.awssdk.services.lambda.model.PreconditionFailedException;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/** Versions, aliases with weights, packages that can be fetched again, and tags. */
class LambdaVersionsTest {
    @RegisterExtension static final RunningServer server = new RunningServer();

    private static final String CODE =
            "exports.handler = async (event, context) => context.functionVersion;";

    private static Clients clients;

    @BeforeAll
    static void publishTwoVersions() {
        Programs.require("node");
        clients = new Clients(server.url());
        clients.createNode("versions", CODE);
        clients.lambda.publishVersion(request -> request.functionName("versions"));
        clients.lambda.updateFunctionCode(request ->
                request.functionName("versions").zipFile(SdkBytes.fromByteArray(changedPackage())));
        clients.lambda
                .waiter()
                .waitUntilFunctionUpdatedV2(request -> request.functionName("versions"));
        clients.lambda.publishVersion(request -> request.functionName("versions"));
    }

    @AfterAll
    static void close() {
        clients.close();
    }

    @Test
    void unchangedFunctionKeepsItsVersion() {
        assertThat(
                        clients.lambda
                                .publishVersion(request -> request.functionName("versions"))
                                .version())
                .isEqualTo("2");
        assertThat(
                        clients
                                .lambda
                                .listVersionsByFunctionPaginator(
                                        request -> request.functionName("versions").maxItems(1))
                                .versions()
                                .stream()
                                .map(FunctionConfiguration::version))
                .containsExactly("$LATEST", "1", "2");
    }

    @Test
    void weightsShareInvocations() {
        alias("shared", "1", Map.of("2", 0.3));
        int second = 0;
        for (int i = 0; i < 400; i++) {
            var answer =
                    clients.lambda.invoke(
                            request -> request.functionName("versions").qualifier("shared"));
            assertThat(answer.payload().asUtf8String())
                    .isEqualTo("\"" + answer.executedVersion() + "\"");
            second += answer.executedVersion().equals("2") ? 1 : 0;
        }
        // 120 expected; six standard deviations are 55.
        assertThat(second).isBetween(65, 175);
        clients.lambda.updateAlias(request ->
                request.functionName("versions")
                        .name("shared")
                        .routingConfig(r -> r.additionalVersionWeights(Map.of())));
        for (int i = 0; i < 20; i++) {
            assertThat(
                            clients.lambda
                                    .invoke(request -> request.functionName("versions:shared"))
                                    .executedVersion())
                    .isEqualTo("1");
        }
    }

    @Test
    void aliasesAreMovedListedAndDeleted() {
        AliasConfiguration made = alias("moved", "1", Map.of());
        assertThat(made.aliasArn())
                .isEqualTo("arn:aws:lambda:eu-west-1:000000000000:function:versions:moved");
        assertThatThrownBy(() -> alias("moved", "1", Map.of()))
                .isInstanceOf(ResourceConflictException.class)
                .hasMessageContaining("Alias already exists: " + made.aliasArn());
        clients.lambda.updateAlias(request ->
                request.functionName("versions")
                        .name("moved")
                        .functionVersion("2")
                        .revisionId(made.revisionId()));
        assertThatThrownBy(() ->
                        clients.lambda.updateAlias(request ->
                                request.functionName("versions")
                                        .name("moved")
                                        .functionVersion("1")
                                        .revisionId(made.revisionId())))
                .isInstanceOf(PreconditionFailedException.class);
        assertThat(
                        clients.lambda
                                .listAliases(request ->
                                        request.functionName("versions").functionVersion("2"))
                                .aliases())
                .extracting(AliasConfiguration::name)
                .containsExactly("moved");
        assertThatThrownBy(() ->
                        clients.lambda.deleteFunction(
                                request -> request.functionName("versions").qualifier("2")))
                .isInstanceOf(ResourceConflictException.class);
        clients.lambda.deleteAlias(request -> request.functionName("versions").name("moved"));
        assertThatThrownBy(() ->
                        clients.lambda.getAlias(
                                request -> request.functionName("versions").name("moved")))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("Cannot find alias arn: " + made.aliasArn());
    }

    @Test
    void aliasesRefuseWhatAwsRefuses() {
        assertThatThrownBy(() -> alias("bad", "1", Map.of("2", 0.1, "1", 0.1)))
                .isInstanceOf(InvalidParameterValueException.class);
        assertThatThrownBy(() -> alias("bad", "1", Map.of("1", 0.1)))
                .isInstanceOf(InvalidParameterValueException.class);
        assertThatThrownBy(() -> alias("bad", "$LATEST", Map.of("1", 0.1)))
                .hasMessageContaining(
                        "$LATEST is not supported for an alias pointing to more than 1 version");
        assertThatThrownBy(() -> alias("bad", "7", Map.of()))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void locationGivesThePackageBack() throws Exception {
        GetFunctionResponse function =
                clients.lambda.getFunction(
                        request -> request.functionName("versions").qualifier("2"));
        byte[] fetched =
                HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(URI.create(function.code().location()))
                                        .build(),
                                HttpResponse.BodyHandlers.ofByteArray())
                        .body();
        assertThat(fetched).hasSize(function.configuration().codeSize().intValue());
        assertThat(
                        Base64.getEncoder()
                                .encodeToString(
                                        MessageDigest.getInstance("SHA-256").digest(fetched)))
                .isEqualTo(function.configuration().codeSha256());
    }

    @Test
    void tagsAreAddedListedAndRemoved() {
        String arn = "arn:aws:lambda:eu-west-1:000000000000:function:versions";
        clients.lambda.tagResource(
                request -> request.resource(arn).tags(Map.of("team", "blue", "stage", "test")));
        clients.lambda.untagResource(request -> request.resource(arn).tagKeys("stage"));
        assertThat(clients.lambda.listTags(request -> request.resource(arn)).tags())
                .isEqualTo(Map.of("team", "blue"));
        assertThat(clients.lambda.getFunction(request -> request.functionName("versions")).tags())
                .isEqualTo(Map.of("team", "blue"));
        assertThatThrownBy(() -> clients.lambda.listTags(request -> request.resource(arn + ":1")))
                .isInstanceOf(InvalidParameterValueException.class)
                .hasMessageContaining(
                        "Tags on function aliases and versions are not supported. Please specify a"
                                + " function ARN.");
        assertThatThrownBy(() -> clients.lambda.listTags(request -> request.resource(arn + "-no")))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    private static AliasConfiguration alias(
            String name, String version, Map<String, Double> weights) {
        clients.lambda.createAlias(request ->
                request.functionName("versions")
                        .name(name)
                        .functionVersion(version)
                        .routingConfig(r -> r.additionalVersionWeights(weights)));
        var made = clients.lambda.getAlias(request -> request.functionName("versions").name(name));
        return AliasConfiguration.builder()
                .aliasArn(made.aliasArn())
                .name(made.name())
                .revisionId(made.revisionId())
                .build();
    }

    private static byte[] changedPackage() {
        return Packages.zip(Map.of("index.js", CODE + "// changed"));
    }
}
