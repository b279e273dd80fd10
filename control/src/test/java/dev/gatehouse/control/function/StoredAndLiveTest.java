package dev.gatehouse.control.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.functions.host.LiveFunction;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.lambda.model.CreateAliasRequest;
import software.amazon.awssdk.services.lambda.model.State;

/** What the store holds of a function and what the host runs of it. */
class StoredAndLiveTest {
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
    void aFunctionIsLiveBeforeAnybodyReadsThatItIsActive() {
        List<State> read = new CopyOnWriteArrayList<>();
        lambda.host.publishing =
                function -> {
                    if (function.versions().containsKey("$LATEST")) {
                        read.add(lambda.get("hello").configuration().state());
                    }
                };
        lambda.create();

        assertThat(read).containsExactly(State.PENDING);
    }

    @Test
    void aChangeThatCannotBeStoredIsTakenBack() {
        lambda.create();
        LiveFunction before = lambda.live("hello");
        lambda.store.broken = true;

        assertThatThrownBy(() ->
                        lambda.call(
                                CreateAliasRequest.builder()
                                        .functionName("hello")
                                        .name("live")
                                        .functionVersion("$LATEST")
                                        .build()))
                .hasMessageContaining("the disk is full");
        assertThat(lambda.live("hello")).isEqualTo(before);
        assertThatThrownBy(() -> lambda.call(LambdaPlane.hello().functionName("other").build()))
                .hasMessageContaining("the disk is full");
        assertThat(lambda.host.live).hasSize(1);
        lambda.store.broken = false;
    }
}
