package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the system lets the process of a busy function run. */
class ProcessorAffinityTest {
    /** Many times what the server needs to see that a function is busy. */
    private static final int MANY = 20_000;

    private static final int AT_ONCE = 500;

    @TempDir static Path data;

    @BeforeAll
    static void needsSeveralProcessors() {
        Programs.require("node");
        int processors = processorsOf(ProcessHandle.current()).size();
        if (processors < 2 || processors != Runtime.getRuntime().availableProcessors()) {
            Programs.skip("the server binds processes only where it may use several processors");
        }
    }

    @Test
    void aBusyFunctionIsBoundUntilItIsBusyNoLonger() throws Exception {
        try (ServerProcess server = start("--processor-affinity=true")) {
            try (Callers _ = new Callers(server)) {
                Await.until("a process of the function is bound", () -> bindsAny(server));
            }
            Await.until("all may run anywhere again", () -> !bindsAny(server));
        }
    }

    @Test
    void noneIsBoundWhereTheOptionSaysSo() throws Exception {
        try (ServerProcess server = start("--processor-affinity=false");
                Callers callers = new Callers(server)) {
            Await.until(
                    "many calls are answered",
                    () -> {
                        assertThat(bindsAny(server)).isFalse();
                        return callers.answered.get() > MANY;
                    });
        }
    }

    private static ServerProcess start(String affinity) throws IOException, InterruptedException {
        int port = Programs.freePort();
        return ServerProcess.in(
                Path.of("."),
                port,
                "start",
                "--port=" + port,
                "--data-dir=" + Files.createTempDirectory(data, "server"),
                "--throttle-rate=1000000",
                "--throttle-burst=1000000",
                affinity);
    }

    private static boolean bindsAny(ServerProcess server) {
        return ProcessHandle.of(server.pid()).stream()
                .flatMap(ProcessHandle::descendants)
                .anyMatch(process -> processorsOf(process).size() == 1);
    }

    /** Those on which it may run; empty when it has ended. */
    private static List<Integer> processorsOf(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc", String.valueOf(process.pid()), "status"))
                    .lines()
                    .filter(line -> line.startsWith("Cpus_allowed_list:"))
                    .flatMap(line -> ranges(line.substring(line.indexOf(':') + 1).strip()))
                    .toList();
        } catch (IOException ended) {
            return List.of();
        }
    }

    /**
     * @param list such as {@code 0-3,8}
     */
    private static Stream<Integer> ranges(String list) {
        return Stream.of(list.split(","))
                .flatMap(range -> {
                    String[] ends = range.split("-");
                    return IntStream.rangeClosed(
                                    Integer.parseInt(ends[0]),
                                    Integer.parseInt(ends[ends.length - 1]))
                            .boxed();
                });
    }

    /**
     * Two who call a quick function of the server as fast as it answers, on one connection each.
     */
    private static final class Callers implements AutoCloseable {
        private final AtomicInteger answered = new AtomicInteger();
        private final List<SteadyCaller> callers;

        Callers(ServerProcess server) {
            URI url;
            try (Clients clients = new Clients(server.url())) {
                String arn = clients.createNode("quick", "exports.handler = async () => 'well';");
                clients.permit("quick");
                url = URI.create(clients.stageUrl(clients.quickApi("quick", arn)));
            }
            String get = "GET " + url.getPath() + " HTTP/1.1\r\nHost: localhost\r\n";
            String pipelined =
                    (get + "\r\n").repeat(AT_ONCE - 1) + get + "Connection: close\r\n\r\n";
            callers =
                    Stream.generate(() -> new SteadyCaller(() -> call(url.getPort(), pipelined)))
                            .limit(2)
                            .toList();
        }

        private boolean call(int port, String pipelined) {
            String answers = RawConnection.exchange(port, pipelined);
            answered.addAndGet(AT_ONCE);
            return answers.split("\nwell", -1).length == AT_ONCE + 1;
        }

        @Override
        public void close() {
            callers.forEach(SteadyCaller::close);
        }
    }
}
