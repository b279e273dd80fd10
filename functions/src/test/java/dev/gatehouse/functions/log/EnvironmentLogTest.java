package dev.gatehouse.functions.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.functions.fake.Await;
import dev.gatehouse.functions.fake.FakeOutput;
import dev.gatehouse.functions.host.FunctionId;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentLogTest {
    private static final LogStream STREAM =
            new LogStream(new FunctionId("0", "r", "hello"), "/aws/lambda/hello", "s");

    private static EnvironmentLog log(LogWriter writer) {
        return new EnvironmentLog(STREAM, CarriageReturn.TEXT, writer, InstantSource.system());
    }

    @Test
    void linesAreCutAtLineEndsAndAtTheLengthOfALogEvent() {
        List<String> lines = new ArrayList<>();
        LineSplitter splitter = new LineSplitter(CarriageReturn.TEXT, into(lines));
        byte[] text =
                ("one\r\ntwo\n\n" + "x".repeat(LineSplitter.LONGEST + 1))
                        .getBytes(StandardCharsets.UTF_8);

        splitter.accept(text, 4);
        splitter.accept("\ntw".getBytes(StandardCharsets.UTF_8), 3);
        splitter.flush();
        splitter.accept(text, text.length);
        splitter.flush();

        assertThat(lines)
                .containsExactly(
                        "one", "tw", "one", "two", "", "x".repeat(LineSplitter.LONGEST), "x");
    }

    @ParameterizedTest
    @CsvSource({"nodejs22.x,a|b", "python3.13,a|b", "java21,a<b", "provided.al2023,a<b"})
    void carriageReturnEndsALineOfAnEventWhereOurBootstrapsWrite(String runtime, String event) {
        List<String> lines = new ArrayList<>();
        LineSplitter splitter = new LineSplitter(CarriageReturn.in(runtime), into(lines));

        splitter.accept("a\rb\r\n".getBytes(StandardCharsets.UTF_8), 5);

        assertThat(lines).containsExactly(event.replace('|', '\n').replace('<', '\r'));
    }

    @Test
    void sinkThatBlocksCostsTheNoisyFunctionItsOwnLinesAndNobodyElse() {
        CountDownLatch open = new CountDownLatch(1);
        List<String> arrived = new CopyOnWriteArrayList<>();
        LogWriter writer =
                new LogWriter((stream, events) -> {
                    awaitUninterruptibly(open);
                    events.forEach((time, bytes, from, length) ->
                            arrived.add(length > 100 ? "long" : text(bytes, from, length)));
                });
        EnvironmentLog noisy = log(writer);
        EnvironmentLog quiet = log(writer);

        FakeOutput output = new FakeOutput();
        output.write(("x".repeat(100_000) + "\n").repeat(100));
        output.end();
        noisy.follow(output);
        noisy.afterOutput(() -> noisy.line("of the platform"));
        quiet.line("quiet");
        Await.until("all is read", output::isDrained);
        open.countDown();
        Await.until("the lines", () -> arrived.size() == 45);
        writer.close();

        assertThat(arrived).filteredOn("long"::equals).hasSize(42);
        assertThat(arrived)
                .filteredOn(line -> !line.equals("long") && !line.equals("quiet"))
                .containsExactly(
                        "LOGS_DROPPED 58 lines were written faster than they could be kept",
                        "of the platform");
        assertThat(arrived).contains("quiet");
    }

    @Test
    void linesOfThePlatformAreBoundedAsWell() {
        CountDownLatch open = new CountDownLatch(1);
        List<String> arrived = new CopyOnWriteArrayList<>();
        LogWriter writer =
                new LogWriter((stream, events) -> {
                    awaitUninterruptibly(open);
                    events.forEach((time, bytes, from, length) -> arrived.add("a line"));
                });
        EnvironmentLog log = log(writer);

        String line = "x".repeat(100_000);
        for (int i = 0; i < 100; i++) {
            log.line(line);
        }
        open.countDown();
        writer.close();

        assertThat(arrived).hasSize(84);
    }

    @Test
    void sinkThatFailsLosesWhatItWasGivenAndIsGivenWhatComesNext() {
        List<String> arrived = new CopyOnWriteArrayList<>();
        LogWriter writer =
                new LogWriter((stream, events) ->
                        events.forEach((time, bytes, from, length) -> {
                            arrived.add(text(bytes, from, length));
                            if (arrived.size() == 1) {
                                throw new IllegalStateException("the sink is out of order");
                            }
                        }));
        EnvironmentLog log = log(writer);

        log.line("lost");
        Await.until("the failure", () -> arrived.contains("lost"));
        log.line("kept");
        writer.close();

        assertThat(arrived).containsExactly("lost", "kept");
    }

    @Test
    void actionsWaitForAProcessThatIsToCome() {
        LogWriter writer = new LogWriter((stream, events) -> {});
        EnvironmentLog log = log(writer);
        AtomicBoolean ran = new AtomicBoolean();

        log.begin("id", "$LATEST", true);
        log.afterOutput(() -> ran.set(true));
        assertThat(ran).isFalse();
        FakeOutput output = new FakeOutput();
        output.write("last words\n");
        output.end();
        log.follow(output);

        Await.until("the action", ran::get);
        assertThat(new String(log.tail(), StandardCharsets.UTF_8))
                .isEqualTo("START RequestId: id Version: $LATEST\nlast words\n");
        writer.close();
    }

    private static LineSplitter.Lines into(List<String> lines) {
        return (line, length) -> lines.add(text(line, 0, length));
    }

    private static String text(byte[] bytes, int from, int length) {
        return new String(bytes, from, length, StandardCharsets.UTF_8);
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
