package dev.gatehouse.functions.affinity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.functions.fake.Await;
import dev.gatehouse.functions.fake.ManualTimer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Real processes and threads on the processors of this machine; only time is the test's own. */
class AffinityTest {
    private static final Duration NO_LONGER_BUSY = Duration.ofMillis(300);

    private final ManualTimer timer = new ManualTimer();
    private final Affinity affinity = Affinity.ofThisMachine(timer);
    private final ExecutorService loop = Executors.newSingleThreadExecutor();
    private String everywhere = "";

    @BeforeEach
    void lookAtTheMachine() throws Exception {
        everywhere = ofThread(onLoop(SystemScheduler::currentThread));
        Assumptions.assumeTrue(
                everywhere.matches(".*[,-].*"), "this machine has one processor to run on");
    }

    @AfterEach
    void endLoop() {
        loop.shutdownNow();
    }

    private <T> T onLoop(Callable<T> action) throws Exception {
        return loop.submit(action).get();
    }

    private void busy(Process process) throws Exception {
        onLoop(() -> {
            affinity.busy(process.pid(), timer.nanoTime());
            return true;
        });
    }

    /** Binds the process; it is bound when a look at it is due. */
    private void bind(Process process) throws Exception {
        busy(process);
        Await.until("it is bound", timer::isAwaited);
    }

    /** A shell that waits for its child. */
    private static Process start() throws IOException {
        return new ProcessBuilder("/bin/sh", "-c", "sleep 60; exit").start();
    }

    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private static String ofThread(int thread) {
        return allowed(Path.of("/proc/self/task", String.valueOf(thread), "status"));
    }

    private static String allowed(Path status) {
        try {
            return Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("Cpus_allowed_list:"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the process and its children may run. */
    private static Set<String> allowed(Process process) {
        return Tasks.of(process.pid())
                .map(task -> allowed(Path.of("/proc", String.valueOf(task), "status")))
                .collect(Collectors.toSet());
    }

    private static void awaitChild(Process process) {
        Await.until("the shell has a child", () -> Tasks.of(process.pid()).count() == 2);
    }

    @Test
    void busyProcessSharesTheProcessorOfItsLoopUntilItIsBusyNoMore() throws Exception {
        Process process = start();
        try {
            awaitChild(process);
            int thread = onLoop(SystemScheduler::currentThread);
            bind(process);
            assertThat(allowed(process)).containsOnly(ofThread(thread));
            assertThat(ofThread(thread)).doesNotContain(",", "-");

            timer.advance(NO_LONGER_BUSY);
            Await.until("the loop is free", () -> ofThread(thread).equals(everywhere));
            Await.until("so is the process", () -> allowed(process).equals(Set.of(everywhere)));
        } finally {
            end(process);
        }
    }

    @Test
    void loopTakesAnotherProcessWhenTheFirstIsBusyNoMore() throws Exception {
        Process first = start();
        Process second = start();
        try {
            int thread = onLoop(SystemScheduler::currentThread);
            bind(first);
            assertThat(allowed(first)).containsOnly(ofThread(thread));
            busy(second);
            assertThat(allowed(second)).containsOnly(everywhere);

            // Nobody has looked in the meantime.
            timer.skip(NO_LONGER_BUSY);
            busy(second);
            Await.until("they change", () -> allowed(second).equals(Set.of(ofThread(thread))));
            assertThat(allowed(first)).containsOnly(everywhere);
        } finally {
            end(first);
            end(second);
        }
    }

    @Test
    void loopOfAProcessThatHasEndedRunsAnywhere() throws Exception {
        Process process = start();
        try {
            int thread = onLoop(SystemScheduler::currentThread);
            bind(process);
            assertThat(ofThread(thread)).isNotEqualTo(everywhere);
        } finally {
            end(process);
        }
        affinity.ended(process.pid());
        assertThat(ofThread(onLoop(SystemScheduler::currentThread))).isEqualTo(everywhere);
    }

    @Test
    void threadThatABoundLoopStartsRunsAnywhereSoon() throws Exception {
        Process process = start();
        try {
            bind(process);
            try (ExecutorService another = onLoop(AffinityTest::withOneThread)) {
                int started = another.submit(SystemScheduler::currentThread).get();
                busy(process);
                timer.advance(Duration.ofMillis(120));
                Await.until("it runs anywhere", () -> ofThread(started).equals(everywhere));
            }
        } finally {
            end(process);
        }
    }

    private static ExecutorService withOneThread() throws Exception {
        ExecutorService executor = Executors.newSingleThreadExecutor();
        executor.submit(SystemScheduler::currentThread).get();
        return executor;
    }
}
