package dev.gatehouse.functions.fake;

import dev.gatehouse.functions.runtimeapi.RuntimeApi;
import dev.gatehouse.functions.sandbox.Exit;
import dev.gatehouse.functions.sandbox.Launch;
import dev.gatehouse.functions.sandbox.ProcessOutput;
import dev.gatehouse.functions.sandbox.SandboxProcess;
import dev.gatehouse.http.message.Body;
import dev.gatehouse.http.message.BytesBody;
import dev.gatehouse.http.message.Connection;
import dev.gatehouse.http.message.Headers;
import dev.gatehouse.http.message.Request;
import dev.gatehouse.http.message.Response;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A process without a process: its test, or a script, makes the calls that a runtime would make.
 */
public final class FakeProcess implements SandboxProcess {
    private static final AtomicInteger PIDS = new AtomicInteger();

    private final int pid = PIDS.incrementAndGet();
    private final Launch launch;
    private final RuntimeApi api;
    private final String base;
    private final FakeOutput output = new FakeOutput();
    private final CompletableFuture<Exit> exit = new CompletableFuture<>();
    private final CountDownLatch watched = new CountDownLatch(1);
    private final FakeConnection connection = new FakeConnection();

    FakeProcess(Launch launch, RuntimeApi api) {
        this.launch = launch;
        this.api = api;
        String address = launch.variables().getOrDefault("AWS_LAMBDA_RUNTIME_API", "");
        this.base = address.substring(address.indexOf('/')) + "/2018-06-01/runtime/";
    }

    public Launch launch() {
        return launch;
    }

    /** Asks for work. */
    public CompletableFuture<Response> next() {
        return call("GET", "invocation/next", "");
    }

    public Response respond(String requestId, String payload) {
        return call("POST", "invocation/" + requestId + "/response", payload).join();
    }

    public Response fail(String requestId, String error) {
        return call("POST", "invocation/" + requestId + "/error", error).join();
    }

    public Response failInit(String error) {
        return call("POST", "init/error", error).join();
    }

    /** Any call below {@code /2018-06-01/runtime/}. */
    public CompletableFuture<Response> call(String method, String path, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        Request request =
                new Request(method, base + path, "", Headers.empty(), Body.of(bytes), connection);
        return api.handle(request).toCompletableFuture();
    }

    public static String requestId(Response work) {
        String id = work.headers().first("Lambda-Runtime-Aws-Request-Id");
        return id == null ? "none: " + work.status() : id;
    }

    public static String text(Response response) {
        return response.body() instanceof BytesBody body
                ? new String(body.bytes(), StandardCharsets.UTF_8)
                : "";
    }

    public void print(String text) {
        output.write(text);
    }

    /** Drops the connection of its polls without ending. */
    public void disconnect() {
        connection.drop();
    }

    public void end(Exit how) {
        output.end();
        exit.complete(how);
    }

    /** Waits until the host has taken charge of it. */
    void awaitWatched() throws InterruptedException {
        watched.await();
    }

    public boolean ended() {
        return exit.isDone();
    }

    @Override
    public long pid() {
        return pid;
    }

    @Override
    public CompletionStage<Exit> exit() {
        watched.countDown();
        return exit;
    }

    @Override
    public ProcessOutput output() {
        return output;
    }

    @Override
    public void terminate() {
        end(new Exit.Signal(15));
    }

    @Override
    public void kill() {
        end(new Exit.Signal(9));
    }

    @Override
    public long peakMemoryBytes() {
        return 37L << 20;
    }

    private static final class FakeConnection implements Connection {
        private final CompletableFuture<Boolean> closed = new CompletableFuture<>();

        void drop() {
            closed.complete(true);
        }

        @Override
        public String remoteAddress() {
            return "127.0.0.1";
        }

        @Override
        public int remotePort() {
            return 1;
        }

        @Override
        public int localPort() {
            return 2;
        }

        @Override
        public boolean secure() {
            return false;
        }

        @Override
        public String protocol() {
            return "HTTP/1.1";
        }

        @Override
        public void onClose(Runnable action) {
            var _ = closed.thenRun(action);
        }
    }
}
