package dev.gatehouse.functions.dispatch;

import static dev.gatehouse.functions.fake.HostFixture.HELLO;
import static dev.gatehouse.functions.fake.HostFixture.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.functions.fake.FakeProcess;
import dev.gatehouse.functions.fake.HostFixture;
import dev.gatehouse.functions.host.FunctionId;
import dev.gatehouse.functions.host.InvokeOutcome;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Concurrency limits, AWS docs: Lambda, "Understanding Lambda function scaling". */
class LimitTest {
    private static final FunctionId OTHER = new FunctionId("000000000000", "eu-west-1", "other");

    private final HostFixture fixture = new HostFixture(3, 8);

    @AfterEach
    void nothingIsLeft() {
        fixture.close();
    }

    @Test
    void accountLimitThrottlesAndAnAnswerMakesRoom() throws Exception {
        fixture.publish("1");
        CompletableFuture<InvokeOutcome> one = fixture.invoke("r-1");
        var _ = fixture.invoke("r-2");
        var _ = fixture.invoke("r-3");

        assertThat(text(fixture.invoke("r-4")))
                .isEqualTo("throttled ConcurrentInvocationLimitExceeded");
        FakeProcess process = fixture.sandbox().process();
        String served = FakeProcess.requestId(process.next().join());
        process.respond(served, "done");
        assertThat(fixture.host().inFlight()).isEqualTo(2);
        CompletableFuture<InvokeOutcome> five = fixture.invoke("r-5");

        assertThat(five).isNotDone();
        assertThat(one.isDone() || !served.equals("r-1")).isTrue();
    }

    @Test
    void reservedConcurrencyOfZeroSwitchesTheFunctionOff() {
        fixture.host().publish(HostFixture.function(HELLO, "1", OptionalInt.of(0)));

        assertThat(text(fixture.invoke("r-1")))
                .isEqualTo("throttled ReservedFunctionConcurrentInvocationLimitExceeded");
    }

    @Test
    void reservedConcurrencyIsTakenFromEverybodyElse() {
        fixture.host().publish(HostFixture.function(HELLO, "1", OptionalInt.of(2)));
        fixture.host().publish(HostFixture.function(OTHER, "1", OptionalInt.empty()));

        var _ = fixture.invoke(OTHER, null, "o-1", false);
        assertThat(text(fixture.invoke(OTHER, null, "o-2", false)))
                .isEqualTo("throttled ConcurrentInvocationLimitExceeded");
        var _ = fixture.invoke("r-1");
        assertThat(fixture.invoke("r-2")).isNotDone();
        assertThat(text(fixture.invoke("r-3")))
                .isEqualTo("throttled ReservedFunctionConcurrentInvocationLimitExceeded");
    }

    @Test
    void removedFunctionGivesItsReservationBack() {
        fixture.host().publish(HostFixture.function(HELLO, "1", OptionalInt.of(3)));
        fixture.host().publish(HostFixture.function(OTHER, "1", OptionalInt.empty()));
        assertThat(text(fixture.invoke(OTHER, null, "o-1", false))).startsWith("throttled");

        fixture.host().remove(HELLO);

        assertThat(fixture.invoke(OTHER, null, "o-2", false)).isNotDone();
    }

    @Test
    void throttledInvocationStartsNothing() {
        fixture.host().publish(HostFixture.function(HELLO, "1", OptionalInt.of(0)));

        var _ = fixture.invoke("r-1").join();

        assertThat(fixture.host().environments()).isZero();
    }
}
