package dev.gatehouse.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A server under measurement, with every process that it started. Closing it ends them. */
final class Program implements AutoCloseable {
    private static final double TICKS_PER_SECOND = 100;

    private final String name;
    private final Process process;
    private final Path log;

    private Program(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    static Program start(
            String name, Path folder, List<String> command, Map<String, String> environment)
            throws IOException {
        Path log = folder.resolve(name.replace(' ', '-') + ".log");
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().putAll(environment);
        builder.redirectErrorStream(true).redirectOutput(log.toFile());
        return new Program(name, builder.start(), log);
    }

    /** Waits until a GET of the URL answers anything below 500. */
    Program awaitAnswer(String url, Duration within) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + within.toNanos();
        while (!answers(url)) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                String said = Files.readString(log);
                close();
                throw new IOException(name + " did not answer on " + url + ":\n" + said);
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
        return this;
    }

    static boolean answers(String url) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(url).toURL().openConnection();
            connection.setConnectTimeout(200);
            connection.setReadTimeout(5_000);
            return connection.getResponseCode() < 500;
        } catch (IOException e) {
            return false;
        }
    }

    /** User and system time of all its living processes, in seconds. */
    double cpuSeconds() {
        return processes().mapToDouble(Program::cpuSeconds).sum();
    }

    /** Resident memory of the main process alone, in MiB. */
    double ownResidentMiB() {
        return residentMiB(process.toHandle());
    }

    /** A port that was free a moment ago. */
    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        children.forEach(ProcessHandle::destroyForcibly);
    }

    private Stream<ProcessHandle> processes() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants());
    }

    private static double cpuSeconds(ProcessHandle handle) {
        try {
            String stat = Files.readString(Path.of("/proc/" + handle.pid() + "/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
        } catch (IOException gone) {
            return 0;
        }
    }

    private static double residentMiB(ProcessHandle handle) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + handle.pid() + "/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024.0)
                    .sum();
        } catch (IOException gone) {
            return 0;
        }
    }
}
