package dev.gatehouse.functions.sandbox;

import dev.gatehouse.functions.runtime.Interpreter;
import dev.gatehouse.functions.runtime.Language;
import dev.gatehouse.functions.runtime.RuntimeFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Ahead-of-time caches of AWS's Java client (JEP 483, JEP 514), one for every JDK from 25 on. A
 * cache is made once, in the background, by a sandboxed run of the client with a handler of the
 * JDK's own; until then, and if that fails, functions start without.
 */
final class JavaArchives implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(JavaArchives.class.getName());
    private static final int FIRST_WITH_CACHE = 25;
    private static final int TRAINING_MEMORY_MB = 1024;
    private static final long PATIENCE_SECONDS = 120;

    /** Takes a JSON object and answers JSON, so that the serializers are trained too. */
    private static final String TRAINING_HANDLER = "java.util.HashMap::get";

    private static final String OUTPUT = "java.aot";

    private final Path folder;
    private final Starter starter;

    /** Tells one class path from another, as functions see it. */
    private final String classPath;

    private final Set<Path> made = ConcurrentHashMap.newKeySet();
    private final ExecutorService trainer =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("function-java-cache").factory());

    JavaArchives(RuntimeFiles files, Starter starter) {
        this.folder = files.folder().resolve("aot");
        this.starter = starter;
        String seenAt = starter.enclosure().fixesFolders() ? "enclosed" : files.folder().toString();
        this.classPath = seenAt + files.javaStamp();
    }

    /** Makes a cache for this interpreter if it can have one and has none yet. */
    void expect(Interpreter interpreter) {
        if (isCacheable(interpreter) && made.add(file(interpreter)) && !isThere(interpreter)) {
            trainer.execute(() -> make(interpreter));
        }
    }

    /** The options with which a function's virtual machine uses the cache. */
    List<String> options(Interpreter interpreter, Layout layout) {
        return isCacheable(interpreter) && isThere(interpreter)
                ? List.of(
                        "-XX:AOTCache="
                                + layout.runtime()
                                + "/aot/"
                                + file(interpreter).getFileName())
                : List.of();
    }

    private void make(Interpreter interpreter) {
        try {
            train(interpreter);
        } catch (IOException | ExecutionException | TimeoutException e) {
            LOG.log(
                    Level.WARNING,
                    "Java functions start slower: no AOT cache for " + interpreter,
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Runs the client until it has answered one event, and keeps the cache that it leaves. */
    private void train(Interpreter interpreter)
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        Workspace workspace = starter.newWorkspace();
        var folders = new Enclosure.Folders(workspace, workspace.task(), workspace.layers());
        Layout layout = starter.enclosure().layout(folders, Optional.of(interpreter));
        try (TrainingServer server = TrainingServer.open()) {
            Enclosure.Inner inner = inner(interpreter, folders, layout, server);
            LocalProcess process = starter.start(inner, TRAINING_MEMORY_MB);
            CompletableFuture<Path> kept =
                    process.harvest(ended -> keep(ended.temp().resolve(OUTPUT), interpreter));
            process.tell(new byte[0]);
            // Ends a run that hangs, and with it the output that is read here.
            CompletableFuture.delayedExecutor(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .execute(process::kill);
            byte[] said = process.output().readAllBytes();
            LOG.log(Level.DEBUG, () -> new String(said, StandardCharsets.UTF_8));
            kept.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }

    private Path keep(Path output, Interpreter interpreter) {
        try {
            Path next = folder.resolve(file(interpreter).getFileName() + ".new");
            Files.copy(output, next, StandardCopyOption.REPLACE_EXISTING);
            Files.setPosixFilePermissions(next, PosixFilePermissions.fromString("rw-r--r--"));
            return Files.move(next, file(interpreter), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Enclosure.Inner inner(
            Interpreter interpreter,
            Enclosure.Folders folders,
            Layout layout,
            TrainingServer server) {
        List<String> output = List.of("-XX:AOTCacheOutput=" + layout.temp() + "/" + OUTPUT);
        List<String> command =
                new ArrayList<>(
                        FunctionProgram.interpreted(
                                interpreter, layout, TRAINING_MEMORY_MB, TRAINING_HANDLER, output));
        Map<String, String> variables = FunctionVariables.ofInterpreter(layout);
        variables.put("AWS_LAMBDA_RUNTIME_API", server.address());
        return new Enclosure.Inner(
                folders, Optional.of(interpreter), command, variables, Enclosure.UNBOUNDED, false);
    }

    private boolean isThere(Interpreter interpreter) {
        return Files.isRegularFile(file(interpreter));
    }

    /** A virtual machine refuses a cache of another JDK, or of another class path. */
    private Path file(Interpreter interpreter) {
        int uses = Objects.hash(interpreter.home(), classPath);
        String name = "jdk-" + interpreter.version() + "-" + Integer.toHexString(uses) + ".aot";
        return folder.resolve(name);
    }

    private static boolean isCacheable(Interpreter interpreter) {
        return interpreter.language() == Language.JAVA && interpreter.release() >= FIRST_WITH_CACHE;
    }

    @Override
    public void close() {
        trainer.shutdownNow();
    }
}
