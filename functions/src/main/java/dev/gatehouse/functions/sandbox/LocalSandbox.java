package dev.gatehouse.functions.sandbox;

import dev.gatehouse.functions.host.FunctionVersion;
import dev.gatehouse.functions.host.RuntimeChoice;
import dev.gatehouse.functions.runtime.InstalledRuntimes;
import dev.gatehouse.functions.runtime.Interpreter;
import dev.gatehouse.functions.runtime.RuntimeFiles;
import dev.gatehouse.functions.runtime.Selection;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Runs functions as processes of this machine, with its interpreters. */
public final class LocalSandbox implements Sandbox {
    private static final System.Logger LOG = System.getLogger(LocalSandbox.class.getName());

    private final RuntimeFiles files;
    private final InstalledRuntimes runtimes;
    private final Starter starter;
    private final Spares spares;
    private final JavaArchives archives;

    private LocalSandbox(SandboxSettings settings, RuntimeFiles files, Enclosure enclosure) {
        this.files = files;
        this.runtimes = new InstalledRuntimes(settings.places(), settings.strictRuntimes());
        this.starter =
                new Starter(
                        enclosure,
                        ResourceGroups.ofThisMachine(),
                        settings.folder().resolve("environments"));
        this.spares = new Spares(starter, settings.spares());
        this.archives = new JavaArchives(files, starter);
    }

    /**
     * Prepares the folder and tries bubblewrap; nothing runs yet.
     *
     * @throws SandboxException if isolation is required and this machine does not offer it
     */
    public static LocalSandbox open(SandboxSettings settings) throws SandboxException {
        RuntimeFiles files = RuntimeFiles.unpackInto(settings.folder().resolve("runtime"));
        return new LocalSandbox(settings, files, enclosure(settings, files));
    }

    private static Enclosure enclosure(SandboxSettings settings, RuntimeFiles files)
            throws SandboxException {
        if (settings.isolation() == Isolation.NONE) {
            return new PlainProcess(files);
        }
        return switch (Bubblewrap.probe(files, settings.folder())) {
            case Bubblewrap.Probe.Usable(Bubblewrap bubblewrap) -> bubblewrap;
            case Bubblewrap.Probe.Unusable(String reason) -> {
                if (settings.isolation() == Isolation.REQUIRED) {
                    throw new SandboxException("Isolation is required, but " + reason);
                }
                LOG.log(
                        Level.WARNING,
                        "Functions run without isolation and can read what the server can: {0}",
                        reason);
                yield new PlainProcess(files);
            }
        };
    }

    @Override
    public RuntimeChoice runtime(String identifier) {
        return runtimes.select(identifier).choice();
    }

    @Override
    public void expect(FunctionVersion version) {
        Thread.ofVirtual().name("function-expected").start(() -> prepare(version));
    }

    private void prepare(FunctionVersion version) {
        runtimes.select(version.runtime())
                .interpreter()
                .ifPresent(interpreter -> {
                    spares.expect(version, interpreter);
                    archives.expect(interpreter);
                });
    }

    @Override
    public SandboxProcess start(Launch launch) throws SandboxException {
        Optional<Interpreter> interpreter = interpreter(launch.version().runtime());
        try {
            if (interpreter.isPresent()) {
                Optional<LocalProcess> spare = spares.claim(launch, interpreter.get());
                if (spare.isPresent()) {
                    return spare.get();
                }
            }
            return fresh(launch, interpreter);
        } catch (IOException e) {
            throw new SandboxException(e.getMessage() == null ? e.toString() : e.getMessage(), e);
        }
    }

    private Optional<Interpreter> interpreter(String identifier) throws SandboxException {
        Selection selection = runtimes.select(identifier);
        if (selection.choice() instanceof RuntimeChoice.Missing(String reason)) {
            throw new SandboxException(reason);
        }
        return selection.interpreter();
    }

    /** A process that was started for this function alone. */
    private LocalProcess fresh(Launch launch, Optional<Interpreter> interpreter)
            throws IOException, SandboxException {
        FunctionVersion version = launch.version();
        Workspace workspace = starter.newWorkspace();
        try {
            var folders =
                    new Enclosure.Folders(workspace, version.code(), merged(version, workspace));
            return fresh(launch, interpreter, folders);
        } catch (IOException | SandboxException e) {
            workspace.remove();
            throw e;
        }
    }

    private LocalProcess fresh(
            Launch launch, Optional<Interpreter> interpreter, Enclosure.Folders folders)
            throws IOException, SandboxException {
        FunctionVersion version = launch.version();
        Layout layout = starter.enclosure().layout(folders, interpreter);
        List<String> command =
                interpreter.isPresent()
                        ? interpreted(version, interpreter.get(), layout)
                        : List.of(Bootstrap.find(folders, layout));
        var inner =
                new Enclosure.Inner(
                        folders,
                        interpreter,
                        FunctionProgram.wrapped(command, version),
                        FunctionVariables.of(launch, layout, interpreter),
                        version.ephemeralStorageMb(),
                        !starter.limitsProcesses());
        LocalProcess process = starter.start(inner, version.memoryMb());
        process.tell(new byte[0]);
        return process;
    }

    private List<String> interpreted(
            FunctionVersion version, Interpreter interpreter, Layout layout) {
        return FunctionProgram.interpreted(
                interpreter,
                layout,
                version.memoryMb(),
                version.handler(),
                archives.options(interpreter, layout));
    }

    /** One layer is seen where it is; several are linked together, later ones over earlier ones. */
    private static Path merged(FunctionVersion version, Workspace workspace) throws IOException {
        List<Path> layers = version.layers();
        if (layers.size() == 1 && Files.isDirectory(layers.getFirst())) {
            return layers.getFirst();
        }
        for (Path layer : layers) {
            CodeLinks.all(layer, workspace.layers());
        }
        return workspace.layers();
    }

    @Override
    public Optional<Path> sharedFolder() {
        return Optional.of(files.folder());
    }

    /** How many spares wait for a function. */
    int waitingSpares() {
        return spares.waiting();
    }

    @Override
    public void close() {
        spares.close();
        archives.close();
        starter.close();
    }
}
