package dev.gatehouse.conformance;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The server as a process of its own, for tests that end it. */
final class ServerProcess implements AutoCloseable {
    private static final long READY_WITHIN_MILLIS = 60_000;

    private final Process process;
    private final String url;

    private ServerProcess(Process process, String url) {
        this.process = process;
        this.url = url;
    }

    static ServerProcess start(Path data, int port) throws IOException, InterruptedException {
        return in(Path.of("."), port, "start", "--port=" + port, "--data-dir=" + data);
    }

    /** Runs a command line, which must name this port, in a folder. */
    static ServerProcess in(Path folder, int port, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(command());
        command.addAll(List.of(arguments));
        Process process =
                new ProcessBuilder(command).directory(folder.toFile()).inheritIO().start();
        ServerProcess server = new ServerProcess(process, "http://127.0.0.1:" + port);
        server.awaitHealth();
        return server;
    }

    /** What runs the program's command line with this test's classes. */
    static List<String> command() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.gatehouse.server.cli.Main");
    }

    String url() {
        return url;
    }

    /** SIGKILL, and nothing of it is left when this returns. */
    void kill() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Sends SIGTERM and returns the exit code. */
    int stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the server did not stop");
        }
        return process.exitValue();
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        kill();
    }

    private void awaitHealth() throws IOException, InterruptedException {
        long deadline = System.currentTimeMillis() + READY_WITHIN_MILLIS;
        while (!healthy()) {
            if (!process.isAlive() || System.currentTimeMillis() > deadline) {
                close();
                throw new IOException("the server is not ready: exit code " + process.exitValue());
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private boolean healthy() {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection)
                            URI.create(url + "/_gatehouse/health").toURL().openConnection();
            return connection.getResponseCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }
}
