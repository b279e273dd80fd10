package dev.gatehouse.control.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.lambda.model.AddLayerVersionPermissionRequest;
import software.amazon.awssdk.services.lambda.model.GetAccountSettingsRequest;
import software.amazon.awssdk.services.lambda.model.GetAccountSettingsResponse;
import software.amazon.awssdk.services.lambda.model.GetLayerVersionRequest;
import software.amazon.awssdk.services.lambda.model.ListLayerVersionsRequest;
import software.amazon.awssdk.services.lambda.model.ListLayerVersionsResponse;
import software.amazon.awssdk.services.lambda.model.PolicyLengthExceededException;
import software.amazon.awssdk.services.lambda.model.PublishLayerVersionRequest;
import software.amazon.awssdk.services.lambda.model.PublishLayerVersionResponse;
import software.amazon.awssdk.services.lambda.model.PublishVersionRequest;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/** AWS docs: Lambda layers; Lambda quotas. */
class LayersTest {
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
    void versionsPublishedAtOnceGetNumbersOfTheirOwn() throws Exception {
        int count = 30;
        List<Callable<Long>> calls =
                IntStream.range(0, count)
                        .<Callable<Long>>mapToObj(i -> () -> publish().version())
                        .toList();
        List<Long> numbers;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            numbers = threads.invokeAll(calls).stream().map(Future::resultNow).sorted().toList();
        }

        assertThat(numbers).isEqualTo(LongStream.rangeClosed(1, count).boxed().toList());
    }

    @Test
    void anEmptyMarkerMeansTheFirstPage() {
        publish();
        ListLayerVersionsResponse listed =
                lambda.call(
                        ListLayerVersionsRequest.builder().layerName("deps").marker("").build());

        assertThat(listed.layerVersions()).hasSize(1);
    }

    @Test
    void aLayerOfAnotherRegionIsOutOfReach() {
        assertThatThrownBy(() ->
                        lambda.call(
                                GetLayerVersionRequest.builder()
                                        .layerName("arn:aws:lambda:eu-west-1:000000000000:layer:x")
                                        .versionNumber(1L)
                                        .build()))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining(
                        "Layers from 'eu-west-1' are not reachable in this region ('us-east-1')");
    }

    @Test
    void aPolicyHasALargestSize() {
        publish();

        assertThatThrownBy(
                        () -> {
                            for (int i = 0; i < 200; i++) {
                                lambda.call(permission("s" + i));
                            }
                        })
                .isInstanceOf(PolicyLengthExceededException.class)
                .hasMessageContaining("is bigger than the limit (20480).");
    }

    @Test
    void theAccountsCodeIsThatOfAllVersionsAndLayers() {
        long layer = publish().content().codeSize();
        long code = lambda.create().codeSize();
        lambda.call(PublishVersionRequest.builder().functionName("hello").build());
        GetAccountSettingsResponse settings =
                lambda.call(GetAccountSettingsRequest.builder().build());

        assertThat(settings.accountUsage().totalCodeSize()).isEqualTo(layer + 2 * code);
        assertThat(settings.accountUsage().functionCount()).isEqualTo(1);
    }

    private PublishLayerVersionResponse publish() {
        return lambda.call(
                PublishLayerVersionRequest.builder()
                        .layerName("deps")
                        .content(content -> content.zipFile(Zips.of("lib.js", "lib")))
                        .build());
    }

    private static AddLayerVersionPermissionRequest permission(String id) {
        return AddLayerVersionPermissionRequest.builder()
                .layerName("deps")
                .versionNumber(1L)
                .statementId(id)
                .action("lambda:GetLayerVersion")
                .principal("*")
                .build();
    }
}
