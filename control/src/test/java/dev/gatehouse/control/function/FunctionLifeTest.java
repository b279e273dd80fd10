package dev.gatehouse.control.function;

import static dev.gatehouse.control.function.LambdaPlane.ARN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.control.code.CodeStore;
import dev.gatehouse.functions.host.FunctionVersion;
import dev.gatehouse.functions.host.RuntimeChoice;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.lambda.model.CreateFunctionResponse;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionRequest;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionResponse;
import software.amazon.awssdk.services.lambda.model.Environment;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.LastUpdateStatus;
import software.amazon.awssdk.services.lambda.model.PreconditionFailedException;
import software.amazon.awssdk.services.lambda.model.PublishVersionRequest;
import software.amazon.awssdk.services.lambda.model.PublishVersionResponse;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.State;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionCodeRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionCodeResponse;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionConfigurationRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionConfigurationResponse;

/** AWS docs: Lambda function states; Lambda API reference of each operation. */
class FunctionLifeTest {
    @TempDir Path directory;
    private LambdaPlane lambda;

    @BeforeEach
    void open() {
        lambda = new LambdaPlane(directory);
    }

    @AfterEach
    void close() {
        lambda.close();
    }

    @Test
    void creationAnswersPendingWithEveryDefault() {
        CreateFunctionResponse created = lambda.call(LambdaPlane.hello().build());

        assertThat(created.state()).isEqualTo(State.PENDING);
        assertThat(created.stateReason()).isEqualTo("The function is being created.");
        assertThat(created.stateReasonCodeAsString()).isEqualTo("Creating");
        assertThat(created.functionArn()).isEqualTo(ARN);
        assertThat(created.version()).isEqualTo("$LATEST");
        assertThat(created.memorySize()).isEqualTo(128);
        assertThat(created.timeout()).isEqualTo(3);
        assertThat(created.ephemeralStorage().size()).isEqualTo(512);
        assertThat(created.tracingConfig().modeAsString()).isEqualTo("PassThrough");
        assertThat(created.snapStart().applyOnAsString()).isEqualTo("None");
        assertThat(created.loggingConfig().logGroup()).isEqualTo("/aws/lambda/hello");
        assertThat(created.lastModified()).isEqualTo("2026-01-02T03:04:05.000+0000");
        assertThat(created.packageTypeAsString()).isEqualTo("Zip");
        lambda.settled("hello");
    }

    @Test
    void anActiveFunctionIsLiveWithItsCodeUnpacked() {
        FunctionConfiguration active = lambda.create();

        assertThat(active.stateReason()).isNull();
        FunctionVersion live = lambda.latest("hello");
        assertThat(live.code().resolve("index.js")).hasContent("first");
        assertThat(live.handler()).isEqualTo("index.handler");
    }

    @Test
    void theWarningAboutAStandInIsTheActiveStatesReason() {
        lambda.host.runtimes = runtime -> new RuntimeChoice.Nearest("18", "22 is not installed");

        assertThat(lambda.create().stateReason()).isEqualTo("22 is not installed");
    }

    @Test
    void withoutAnInterpreterThereIsNoFunction() {
        lambda.host.runtimes = runtime -> new RuntimeChoice.Missing("no node in PATH");

        assertThatThrownBy(() -> lambda.call(LambdaPlane.hello().build()))
                .hasMessageContaining("nodejs22.x cannot be run here: no node in PATH");
    }

    @Test
    void aSecondFunctionOfTheNameIsRefused() {
        lambda.create();

        assertThatThrownBy(() -> lambda.call(LambdaPlane.hello().build()))
                .isInstanceOf(ResourceConflictException.class)
                .hasMessageContaining("Function already exist: hello");
    }

    @Test
    void aPendingFunctionIsFinishedAfterACrash() {
        lambda.create();
        lambda.restart();

        assertThat(lambda.settled("hello").version()).isEqualTo("$LATEST");
        assertThat(lambda.live("hello").versions()).containsOnlyKeys("$LATEST");
    }

    @Test
    void codeThatIsNotOnDiskIsUnpackedAgainAtStart() throws Exception {
        lambda.create();
        Path file = lambda.latest("hello").code().resolve("index.js");
        Files.delete(file);
        Files.delete(file.getParent());
        lambda.restart();

        assertThat(file).hasContent("first");
    }

    @Test
    void codeThatNothingUsesIsForgottenAtStart() {
        lambda.create();
        Path code = lambda.latest("hello").code();
        String sha256 = code.getFileName().toString();
        lambda.call(delete("hello"));
        lambda.restart();

        assertThat(code).doesNotExist();
        assertThat(lambda.code.archive(sha256)).isEmpty();
    }

    @Test
    void codeThatWasReplacedIsForgottenWhileTheServerRuns() {
        lambda.create();
        Path first = lambda.latest("hello").code();
        Instant deadline = Instant.now().plusSeconds(10);
        for (int i = 0; Files.exists(first) && Instant.now().isBefore(deadline); i++) {
            lambda.time.set(lambda.time.get().plus(CodeStore.SPARED));
            lambda.call(code("update " + i).build());
            lambda.settled("hello");
        }

        assertThat(first).doesNotExist();
        assertThat(lambda.latest("hello").code().resolve("index.js")).exists();
    }

    @Test
    void newCodeIsInProgressAndThenLive() {
        FunctionConfiguration before = lambda.create();
        UpdateFunctionCodeResponse updated = lambda.call(code("second").build());

        assertThat(updated.lastUpdateStatus()).isEqualTo(LastUpdateStatus.IN_PROGRESS);
        assertThat(updated.codeSha256()).isNotEqualTo(before.codeSha256());
        FunctionConfiguration after = lambda.settled("hello");
        assertThat(after.codeSha256()).isEqualTo(updated.codeSha256());
        assertThat(lambda.latest("hello").code().resolve("index.js")).hasContent("second");
    }

    @Test
    void aDryRunOfNewCodeChangesNothing() {
        FunctionConfiguration before = lambda.create();
        UpdateFunctionCodeResponse dry = lambda.call(code("second").dryRun(true).build());

        assertThat(dry.codeSha256()).isNotEqualTo(before.codeSha256());
        assertThat(lambda.get("hello").configuration()).isEqualTo(before);
    }

    @Test
    void anUpdateChangesWhatIsGivenAndKeepsTheRest() {
        lambda.create();
        UpdateFunctionConfigurationResponse updated =
                lambda.call(
                        UpdateFunctionConfigurationRequest.builder()
                                .functionName("hello")
                                .timeout(30)
                                .environment(
                                        Environment.builder()
                                                .variables(Map.of("STAGE", "test"))
                                                .build())
                                .build());

        assertThat(updated.timeout()).isEqualTo(30);
        assertThat(updated.memorySize()).isEqualTo(128);
        lambda.settled("hello");
        FunctionVersion live = lambda.latest("hello");
        assertThat(live.timeoutSeconds()).isEqualTo(30);
        assertThat(live.environment()).isEqualTo(Map.of("STAGE", "test"));
    }

    @Test
    void aStaleRevisionIdFailsThePrecondition() {
        lambda.create();

        assertThatThrownBy(() -> lambda.call(code("second").revisionId("stale").build()))
                .isInstanceOf(PreconditionFailedException.class)
                .hasMessageContaining(
                        "The Revision Id provided does not match the latest Revision Id. Call the"
                                + " GetFunction/GetAlias API to retrieve the latest Revision Id");
    }

    @Test
    void publishingUnchangedCodeAnswersTheSameVersion() {
        lambda.create();
        PublishVersionResponse first = lambda.call(publish());
        PublishVersionResponse second = lambda.call(publish());

        assertThat(first.version()).isEqualTo("1");
        assertThat(first.functionArn()).isEqualTo(ARN + ":1");
        assertThat(second).isEqualTo(first);
    }

    @Test
    void versionNumbersAreNeverUsedAgain() {
        lambda.create();
        PublishVersionResponse first = lambda.call(publish());
        lambda.call(delete("hello:" + first.version()));
        PublishVersionResponse next = lambda.call(publish());

        assertThat(next.version()).isEqualTo("2");
        assertThat(lambda.live("hello").versions()).containsOnlyKeys("$LATEST", "2");
    }

    @Test
    void aFunctionCreatedWithPublishHasVersionOne() {
        CreateFunctionResponse created = lambda.call(LambdaPlane.hello().publish(true).build());
        lambda.settled("hello");

        assertThat(created.functionArn()).isEqualTo(ARN + ":1");
        assertThat(lambda.settled("hello:1").state()).isEqualTo(State.ACTIVE);
        assertThat(lambda.live("hello").versions()).containsOnlyKeys("$LATEST", "1");
    }

    @Test
    void deletionTakesEverythingAlong() {
        lambda.create();
        lambda.call(publish());
        DeleteFunctionResponse gone = lambda.call(delete("hello"));

        assertThat(gone.statusCode()).isEqualTo(204);
        assertThat(lambda.host.live).isEmpty();
        assertThatThrownBy(() -> lambda.get("hello"))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("Function not found: " + ARN);
        lambda.create();
        assertThatThrownBy(() -> lambda.get("hello:1"))
                .hasMessageContaining("Function not found: " + ARN + ":1");
    }

    @Test
    void versionNumbersGoOnWhereADeletedFunctionLeftOff() {
        lambda.create();
        lambda.call(publish());
        lambda.call(delete("hello"));
        lambda.create();
        PublishVersionResponse next = lambda.call(publish());
        lambda.call(delete("hello"));
        CreateFunctionResponse created = lambda.call(LambdaPlane.hello().publish(true).build());

        assertThat(next.version()).isEqualTo("2");
        assertThat(created.version()).isEqualTo("3");
        lambda.settled("hello");
    }

    @Test
    void anOperationOnAWholeFunctionTakesNoQualifierButLatest() {
        lambda.create();
        lambda.call(publish());

        assertThatThrownBy(() -> lambda.call(code("second").functionName("hello:1").build()))
                .hasMessageContaining("This operation is permitted on Lambda functions only.");
        UpdateFunctionCodeResponse updated =
                lambda.call(code("second").functionName(ARN + ":$LATEST").build());
        assertThat(updated.functionArn()).isEqualTo(ARN);
    }

    private static UpdateFunctionCodeRequest.Builder code(String content) {
        return UpdateFunctionCodeRequest.builder()
                .functionName("hello")
                .zipFile(Zips.handler(content));
    }

    private static PublishVersionRequest publish() {
        return PublishVersionRequest.builder().functionName("hello").build();
    }

    private static DeleteFunctionRequest delete(String name) {
        return DeleteFunctionRequest.builder().functionName(name).build();
    }
}
