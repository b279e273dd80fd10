package dev.gatehouse.control.function;

import static dev.gatehouse.control.function.LambdaPlane.ARN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.functions.host.LiveAlias;
import dev.gatehouse.functions.host.ResourcePolicy;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.lambda.model.AddPermissionRequest;
import software.amazon.awssdk.services.lambda.model.AddPermissionResponse;
import software.amazon.awssdk.services.lambda.model.CreateAliasRequest;
import software.amazon.awssdk.services.lambda.model.CreateAliasResponse;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionRequest;
import software.amazon.awssdk.services.lambda.model.GetPolicyRequest;
import software.amazon.awssdk.services.lambda.model.GetPolicyResponse;
import software.amazon.awssdk.services.lambda.model.PreconditionFailedException;
import software.amazon.awssdk.services.lambda.model.PublishLayerVersionRequest;
import software.amazon.awssdk.services.lambda.model.PublishLayerVersionResponse;
import software.amazon.awssdk.services.lambda.model.PublishVersionRequest;
import software.amazon.awssdk.services.lambda.model.PutFunctionConcurrencyRequest;
import software.amazon.awssdk.services.lambda.model.RemovePermissionRequest;

/** AWS docs: Lambda aliases, resource-based policies, reserved concurrency and layers. */
class AliasesAndPermissionsTest {
    @TempDir Path directory;
    private LambdaPlane lambda;

    @BeforeEach
    void open() {
        lambda = new LambdaPlane(directory);
        lambda.create();
        lambda.call(PublishVersionRequest.builder().functionName("hello").build());
    }

    @AfterEach
    void close() {
        lambda.close();
    }

    @Test
    void anAliasIsLiveAtOnceAndKeepsItsVersionFromDeletion() {
        CreateAliasResponse created = lambda.call(alias("live", "1").build());

        assertThat(created.aliasArn()).isEqualTo(ARN + ":live");
        assertThat(lambda.live("hello").aliases())
                .isEqualTo(Map.of("live", new LiveAlias("1", Map.of())));
        assertThatThrownBy(() ->
                        lambda.call(
                                DeleteFunctionRequest.builder()
                                        .functionName("hello")
                                        .qualifier("1")
                                        .build()))
                .hasMessageContaining(
                        "Unable to delete version because the following aliases reference it:"
                                + " [live]");
    }

    @Test
    void aliasesFollowAwsRules() {
        assertRefused(alias("1", "1"), "Value '1' at 'name' failed to satisfy constraint");
        assertRefused(alias("live", "7"), "Function not found: " + ARN + ":7");
        assertRefused(alias("live", "01"), "Function not found: " + ARN + ":01");
        assertRefused(
                alias("live", "$LATEST")
                        .routingConfig(to -> to.additionalVersionWeights(Map.of("1", 0.5))),
                "$LATEST is not supported for an alias pointing to more than 1 version");
        assertRefused(
                alias("live", "1")
                        .routingConfig(to -> to.additionalVersionWeights(Map.of("1", 0.5))),
                "Function version 1 is already included in routing configuration.");
        assertRefused(
                alias("live", "1")
                        .routingConfig(to -> to.additionalVersionWeights(Map.of("2", 1.5))),
                "Member must have value less than or equal to 1.0");
        lambda.call(alias("live", "1").build());
        assertRefused(alias("live", "1"), "Alias already exists: " + ARN + ":live");
    }

    @Test
    void aPermissionIsAnsweredAndShownAsAwsWritesIt() {
        AddPermissionResponse added = lambda.call(permission().build());
        String statement =
                "{\"Sid\":\"api\",\"Effect\":\"Allow\",\"Principal\":{\"Service\":"
                        + "\"apigateway.amazonaws.com\"},\"Action\":\"lambda:InvokeFunction\","
                        + "\"Resource\":\""
                        + ARN
                        + "\",\"Condition\":{\"ArnLike\":{\"AWS:SourceArn\":"
                        + "\"arn:aws:execute-api:us-east-1:000000000000:a1b2c3/*\"}}}";
        GetPolicyResponse policy =
                lambda.call(GetPolicyRequest.builder().functionName("hello").build());

        assertThat(added.statement()).isEqualTo(statement);
        assertThat(policy.policy())
                .isEqualTo(
                        "{\"Version\":\"2012-10-17\",\"Id\":\"default\",\"Statement\":["
                                + statement
                                + "]}");
        assertThat(lambda.live("hello").policies()).containsOnlyKeys("");
        assertThatThrownBy(() -> lambda.call(permission().build()))
                .hasMessageContaining("The statement id (api) provided already exists.");
        assertThatThrownBy(() -> lambda.call(permission().qualifier("$LATEST").build()))
                .hasMessageContaining("We currently do not support adding policies for $LATEST.");
    }

    @Test
    void conditionsThatCannotBeJudgedAreRefused() {
        assertRefused(permission().eventSourceToken("token"), "EventSourceToken");
        assertRefused(permission().principalOrgID("o-0123456789"), "PrincipalOrgID");
        assertRefused(permission().functionUrlAuthType("AWS_IAM"), "FunctionUrlAuthType");
        assertRefused(permission().invokedViaFunctionUrl(true), "InvokedViaFunctionUrl");
        assertRefused(permission().principal("somebody"), "The provided principal was invalid.");
        assertThat(lambda.live("hello").policies()).isEmpty();
    }

    @Test
    void sourcesAreConditionsOfTheStatement() {
        lambda.call(permission().sourceAccount("000000000000").build());

        assertThat(lambda.live("hello").policies().values())
                .flatExtracting(ResourcePolicy::statements)
                .singleElement()
                .satisfies(statement ->
                        assertThat(statement.conditions())
                                .isEqualTo(
                                        Map.of(
                                                "StringEquals",
                                                Map.of("AWS:SourceAccount", "000000000000"),
                                                "ArnLike",
                                                Map.of(
                                                        "AWS:SourceArn",
                                                        "arn:aws:execute-api:us-east-1:000000000000:a1b2c3/*"))));
    }

    @Test
    void aStaleRevisionOfThePolicyFailsThePrecondition() {
        lambda.call(permission().build());

        assertThatThrownBy(() ->
                        lambda.call(permission().statementId("next").revisionId("stale").build()))
                .isInstanceOf(PreconditionFailedException.class)
                .hasMessageContaining("Call the GetPolicy API to retrieve the latest Revision Id");
        GetPolicyResponse policy =
                lambda.call(GetPolicyRequest.builder().functionName("hello").build());
        lambda.call(permission().statementId("next").revisionId(policy.revisionId()).build());
    }

    @Test
    void aRemovedPermissionIsGone() {
        lambda.call(permission().build());
        RemovePermissionRequest remove =
                RemovePermissionRequest.builder().functionName("hello").statementId("api").build();
        lambda.call(remove);

        assertThat(lambda.live("hello").policies()).isEmpty();
        assertThatThrownBy(() -> lambda.call(remove))
                .hasMessageContaining("No policy is associated with the given resource.");
        assertThatThrownBy(
                        () -> lambda.call(GetPolicyRequest.builder().functionName("hello").build()))
                .hasMessageContaining("The resource you requested does not exist.");
    }

    @Test
    void aReservationLeavesTheAccountItsFloor() {
        lambda.call(reservation(900));

        assertThat(lambda.live("hello").reservedConcurrency()).isEqualTo(OptionalInt.of(900));
        assertThatThrownBy(() -> lambda.call(reservation(901)))
                .hasMessageContaining(
                        "Specified ReservedConcurrentExecutions for function decreases account's"
                                + " UnreservedConcurrentExecution below its minimum value of"
                                + " [100].");
    }

    @Test
    void aLayerWithExtensionsIsRefused() {
        assertThatThrownBy(() ->
                        lambda.call(
                                PublishLayerVersionRequest.builder()
                                        .layerName("watcher")
                                        .content(content ->
                                                content.zipFile(
                                                        Zips.of("extensions/watch", "#!/bin/sh")))
                                        .build()))
                .hasMessageContaining(
                        "Gatehouse does not support a layer with a folder extensions");
    }

    @Test
    void aFunctionRunsWithTheLayersItNames() {
        PublishLayerVersionResponse layer =
                lambda.call(
                        PublishLayerVersionRequest.builder()
                                .layerName("deps")
                                .content(content -> content.zipFile(Zips.of("lib.js", "lib")))
                                .build());
        lambda.call(
                LambdaPlane.hello()
                        .functionName("layered")
                        .layers(layer.layerVersionArn())
                        .build());
        lambda.settled("layered");

        assertThat(layer.version()).isEqualTo(1);
        assertThat(lambda.latest("layered").layers())
                .singleElement()
                .satisfies(path -> assertThat(path.resolve("lib.js")).hasContent("lib"));
    }

    private void assertRefused(CreateAliasRequest.Builder alias, String message) {
        assertThatThrownBy(() -> lambda.call(alias.build())).hasMessageContaining(message);
    }

    private void assertRefused(AddPermissionRequest.Builder permission, String message) {
        assertThatThrownBy(() -> lambda.call(permission.build())).hasMessageContaining(message);
    }

    private static CreateAliasRequest.Builder alias(String name, String version) {
        return CreateAliasRequest.builder()
                .functionName("hello")
                .name(name)
                .functionVersion(version);
    }

    private static AddPermissionRequest.Builder permission() {
        return AddPermissionRequest.builder()
                .functionName("hello")
                .statementId("api")
                .action("lambda:InvokeFunction")
                .principal("apigateway.amazonaws.com")
                .sourceArn("arn:aws:execute-api:us-east-1:000000000000:a1b2c3/*");
    }

    private static PutFunctionConcurrencyRequest reservation(int count) {
        return PutFunctionConcurrencyRequest.builder()
                .functionName("hello")
                .reservedConcurrentExecutions(count)
                .build();
    }
}
