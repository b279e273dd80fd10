package dev.gatehouse.functions.fake;

import dev.gatehouse.functions.host.FunctionVersion;
import dev.gatehouse.functions.host.RuntimeChoice;
import dev.gatehouse.functions.sandbox.Exit;
import dev.gatehouse.functions.sandbox.Launch;
import dev.gatehouse.functions.sandbox.ProcessOutput;
import dev.gatehouse.functions.sandbox.Sandbox;
import dev.gatehouse.functions.sandbox.SandboxException;
import dev.gatehouse.functions.sandbox.SandboxProcess;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Real processes without any isolation: the command is the test's own. */
public final class PlainProcesses implements Sandbox {
    private final Function<Launch, List<String>> command;
    private final List<Process> all = new CopyOnWriteArrayList<>();

    public PlainProcesses(Function<Launch, List<String>> command) {
        this.command = command;
    }

    /** Processes that are still there. */
    public long alive() {
        return all.stream().filter(Process::isAlive).count();
    }

    @Override
    public RuntimeChoice runtime(String identifier) {
        return new RuntimeChoice.Exact(identifier);
    }

    @Override
    public void expect(FunctionVersion version) {}

    @Override
    public SandboxProcess start(Launch launch) throws SandboxException {
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command.apply(launch)).redirectErrorStream(true);
            Map<String, String> environment = builder.environment();
            environment.clear();
            environment.putAll(launch.variables());
            environment.put("PATH", "/usr/bin:/bin");
            environment.put("LAMBDA_TASK_ROOT", launch.version().code().toString());
            Process process = builder.start();
            all.add(process);
            return new Plain(process, new Output(process));
        } catch (IOException e) {
            throw new SandboxException("the process could not be started", e);
        }
    }

    @Override
    public Optional<Path> sharedFolder() {
        return Optional.empty();
    }

    @Override
    public void close() {
        all.forEach(Process::destroyForcibly);
    }

    private record Plain(Process process, ProcessOutput output) implements SandboxProcess {
        @Override
        public long pid() {
            return process.pid();
        }

        @Override
        public CompletionStage<Exit> exit() {
            return process.onExit()
                    .thenApply(ended ->
                            ended.exitValue() > 128
                                    ? new Exit.Signal(ended.exitValue() - 128)
                                    : new Exit.Code(ended.exitValue()));
        }

        @Override
        public void terminate() {
            process.destroy();
        }

        @Override
        public void kill() {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }

        @Override
        public long peakMemoryBytes() {
            return 0;
        }
    }

    private static final class Output extends ProcessOutput {
        private final Process process;
        private final InputStream stream;

        Output(Process process) throws IOException {
            this.process = process;
            // The process's own stream locks out available() while a read waits.
            this.stream = new FileInputStream("/proc/" + process.pid() + "/fd/1");
        }

        @Override
        public boolean await() throws IOException {
            boolean ended = false;
            while (stream.available() == 0 && !ended) {
                ended = endsWithinAMillisecond();
            }
            return stream.available() > 0;
        }

        private boolean endsWithinAMillisecond() {
            try {
                return process.waitFor(1, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return true;
            }
        }

        @Override
        public boolean isDrained() throws IOException {
            return stream.available() == 0;
        }

        @Override
        public int available() throws IOException {
            return stream.available();
        }

        @Override
        public int read() throws IOException {
            return stream.read();
        }

        @Override
        public int read(byte[] to, int offset, int length) throws IOException {
            return stream.read(to, offset, length);
        }

        @Override
        public void close() throws IOException {
            stream.close();
        }
    }
}
