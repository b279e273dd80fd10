package dev.gatehouse.control.function;

import static dev.gatehouse.control.function.LambdaPlane.ARN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.InvalidParameterValueException;
import software.amazon.awssdk.services.lambda.model.ListFunctionsRequest;
import software.amazon.awssdk.services.lambda.model.ListFunctionsResponse;
import software.amazon.awssdk.services.lambda.model.ListVersionsByFunctionRequest;
import software.amazon.awssdk.services.lambda.model.ListVersionsByFunctionResponse;
import software.amazon.awssdk.services.lambda.model.PublishVersionRequest;

/** AWS docs: Lambda API, ListFunctions and ListVersionsByFunction. */
class FunctionListsTest {
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
    void listsArePagedAndLeaveStatesOut() {
        for (String name : List.of("a", "b", "c")) {
            lambda.call(LambdaPlane.hello().functionName(name).build());
            lambda.settled(name);
        }
        ListFunctionsResponse first =
                lambda.call(ListFunctionsRequest.builder().maxItems(2).build());
        ListFunctionsResponse second =
                lambda.call(
                        ListFunctionsRequest.builder()
                                .maxItems(2)
                                .marker(first.nextMarker())
                                .build());

        assertThat(first.functions())
                .extracting(FunctionConfiguration::functionName)
                .containsExactly("a", "b");
        assertThat(first.functions().getFirst().state()).isNull();
        assertThat(second.functions())
                .extracting(FunctionConfiguration::functionName)
                .containsExactly("c");
        assertThat(second.nextMarker()).isNull();
    }

    @Test
    void aListOfAllVersionsContinuesWithinAFunction() {
        lambda.create();
        lambda.call(publish());
        ListFunctionsRequest.Builder all =
                ListFunctionsRequest.builder().functionVersion("ALL").maxItems(1);
        ListFunctionsResponse first = lambda.call(all.build());
        ListFunctionsResponse second = lambda.call(all.marker(first.nextMarker()).build());

        assertThat(first.functions().getFirst().functionArn()).isEqualTo(ARN + ":$LATEST");
        assertThat(second.functions().getFirst().functionArn()).isEqualTo(ARN + ":1");
        assertThat(second.nextMarker()).isNull();
    }

    @Test
    void versionsAreListedByNumberWithQualifiedArns() {
        lambda.create();
        lambda.call(publish());
        ListVersionsByFunctionResponse listed =
                lambda.call(ListVersionsByFunctionRequest.builder().functionName("hello").build());

        assertThat(listed.versions())
                .extracting(FunctionConfiguration::functionArn)
                .containsExactly(ARN + ":$LATEST", ARN + ":1");
    }

    @Test
    void anEmptyMarkerMeansTheFirstPage() {
        lambda.create();
        ListVersionsByFunctionResponse listed =
                lambda.call(
                        ListVersionsByFunctionRequest.builder()
                                .functionName("hello")
                                .marker("")
                                .build());

        assertThat(listed.versions())
                .extracting(FunctionConfiguration::version)
                .containsExactly("$LATEST");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hello/99999999999999999999", "hello/x", "hello/"})
    void aMarkerThatNoListGaveIsRefused(String place) {
        lambda.create();
        String marker =
                Base64.getUrlEncoder().encodeToString(place.getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() ->
                        lambda.call(
                                ListFunctionsRequest.builder()
                                        .functionVersion("ALL")
                                        .marker(marker)
                                        .build()))
                .isInstanceOf(InvalidParameterValueException.class);
    }

    @Test
    void replicasOfFunctionsAreRefused() {
        assertThatThrownBy(() ->
                        lambda.call(
                                ListFunctionsRequest.builder()
                                        .functionVersion("ALL")
                                        .masterRegion("us-east-1")
                                        .build()))
                .hasMessageContaining("MasterRegion");
    }

    private static PublishVersionRequest publish() {
        return PublishVersionRequest.builder().functionName("hello").build();
    }
}
