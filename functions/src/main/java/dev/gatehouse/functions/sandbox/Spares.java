package dev.gatehouse.functions.sandbox;

import dev.gatehouse.foundation.json.Json;
import dev.gatehouse.functions.host.FunctionVersion;
import dev.gatehouse.functions.runtime.Interpreter;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Interpreters that have booted in their sandbox and wait to be told whose code they run. There are
 * some of each kind that was claimed lately, and of the first ones that were expected.
 *
 * <p>A spare's {@code /var/task} is a folder of its own, empty until it is claimed; the function's
 * files are then linked into it. Code of very many files gets a fresh process instead, which sees
 * the code's own folder.
 */
final class Spares implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Spares.class.getName());

    /** More kinds than this are not kept warm: each spare holds some 15 to 45 MB. */
    private static final int MOST_KINDS = 4;

    /** Linking takes about 10 µs an entry: half of what a bare interpreter takes to boot. */
    private static final int MOST_ENTRIES = 1000;

    /** A refill waits until the cold start that made room for it is over. */
    private static final long REFILL_DELAY_MILLIS = 100;

    private final Starter starter;
    private final int perKind;
    private final ReentrantLock waitingLock = new ReentrantLock();
    private final Map<SpareKind, Deque<LocalProcess>> waiting =
            new LinkedHashMap<>(16, 0.75f, true);
    private final Set<Path> tooManyFiles = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService refiller =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("function-spares").factory());

    Spares(Starter starter, int perKind) {
        this.starter = starter;
        this.perKind = perKind;
    }

    /** Boots spares that can become this version, if there are too few and their kind has room. */
    void expect(FunctionVersion version, Interpreter interpreter) {
        SpareKind.of(version, interpreter)
                .filter(this::hasRoom)
                .ifPresent(kind -> refillAfter(kind, 0));
    }

    /** What is only expected drives nothing out: a server may start with thousands of functions. */
    private boolean hasRoom(SpareKind kind) {
        waitingLock.lock();
        try {
            if (waiting.size() < MOST_KINDS) {
                waiting.putIfAbsent(kind, new ArrayDeque<>());
            }
            return waiting.containsKey(kind);
        } finally {
            waitingLock.unlock();
        }
    }

    /** Makes a waiting spare run a function; empty when there is none that could. */
    Optional<LocalProcess> claim(Launch launch, Interpreter interpreter) {
        FunctionVersion version = launch.version();
        Optional<SpareKind> kind = SpareKind.of(version, interpreter);
        if (perKind == 0 || kind.isEmpty() || tooManyFiles.contains(version.code())) {
            return Optional.empty();
        }
        Optional<LocalProcess> spare = take(kind.get());
        refillAfter(kind.get(), REFILL_DELAY_MILLIS);
        boolean claimed = spare.isPresent() && becomes(spare.get(), launch, interpreter);
        return claimed ? spare : Optional.empty();
    }

    /** Whether the spare runs the function now; one that does not is ended. */
    private boolean becomes(LocalProcess spare, Launch launch, Interpreter interpreter) {
        try {
            if (supply(spare, launch.version())) {
                spare.limitMemory(launch.version().memoryMb());
                spare.tell(message(spare, launch, interpreter));
                return true;
            }
        } catch (IOException | ControlGroup.Unusable e) {
            LOG.log(Level.DEBUG, "A spare could not be used", e);
        }
        spare.kill();
        return false;
    }

    private byte[] message(LocalProcess spare, Launch launch, Interpreter interpreter) {
        var folders = folders(spare.workspace(), launch.version());
        Layout layout = starter.enclosure().layout(folders, Optional.of(interpreter));
        var variables = FunctionVariables.of(launch, layout, Optional.of(interpreter));
        return Json.mapper().writeValueAsBytes(variables);
    }

    /** How many are there now. */
    int waiting() {
        waitingLock.lock();
        try {
            return waiting.values().stream().mapToInt(Deque::size).sum();
        } finally {
            waitingLock.unlock();
        }
    }

    private Enclosure.Folders folders(Workspace workspace, FunctionVersion version) {
        Path code = starter.enclosure().fixesFolders() ? workspace.task() : version.code();
        return new Enclosure.Folders(workspace, code, workspace.layers());
    }

    /** Puts the function's files where the spare sees them; false if they are too many. */
    private boolean supply(LocalProcess spare, FunctionVersion version) throws IOException {
        Workspace workspace = spare.workspace();
        boolean fits = true;
        if (starter.enclosure().fixesFolders()) {
            fits = CodeLinks.atMost(MOST_ENTRIES, version.code(), workspace.task());
        }
        for (Path layer : version.layers()) {
            fits = fits && CodeLinks.atMost(MOST_ENTRIES, layer, workspace.layers());
        }
        if (!fits) {
            tooManyFiles.add(version.code());
        }
        return fits;
    }

    private Optional<LocalProcess> take(SpareKind kind) {
        waitingLock.lock();
        try {
            Deque<LocalProcess> spares = waiting.getOrDefault(kind, new ArrayDeque<>());
            spares.removeIf(spare -> !spare.isAlive());
            return Optional.ofNullable(spares.pollFirst());
        } finally {
            waitingLock.unlock();
        }
    }

    private void refillAfter(SpareKind kind, long millis) {
        if (perKind > 0 && !refiller.isShutdown()) {
            var _ = refiller.schedule(() -> refill(kind), millis, TimeUnit.MILLISECONDS);
        }
    }

    private void refill(SpareKind kind) {
        try {
            while (isMissing(kind)) {
                add(kind, boot(kind));
            }
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.WARNING, "Cannot boot a spare of " + kind.interpreter(), e);
        }
    }

    private boolean isMissing(SpareKind kind) {
        waitingLock.lock();
        try {
            Deque<LocalProcess> spares = waiting.computeIfAbsent(kind, any -> new ArrayDeque<>());
            spares.removeIf(spare -> !spare.isAlive());
            return spares.size() < perKind && !refiller.isShutdown();
        } finally {
            waitingLock.unlock();
        }
    }

    private void add(SpareKind kind, LocalProcess spare) {
        List<LocalProcess> surplus = new ArrayList<>();
        waitingLock.lock();
        try {
            waiting.computeIfAbsent(kind, any -> new ArrayDeque<>()).addLast(spare);
            while (waiting.size() > MOST_KINDS) {
                surplus.addAll(removeEldest());
            }
        } finally {
            waitingLock.unlock();
        }
        surplus.forEach(LocalProcess::kill);
    }

    private Deque<LocalProcess> removeEldest() {
        var eldest = waiting.entrySet().iterator();
        Deque<LocalProcess> spares = eldest.next().getValue();
        eldest.remove();
        return spares;
    }

    private LocalProcess boot(SpareKind kind) throws IOException {
        Workspace workspace = starter.newWorkspace();
        var folders = new Enclosure.Folders(workspace, workspace.task(), workspace.layers());
        Optional<Interpreter> interpreter = Optional.of(kind.interpreter());
        Layout layout = starter.enclosure().layout(folders, interpreter);
        List<String> command =
                new ArrayList<>(
                        FunctionProgram.interpreted(
                                kind.interpreter(), layout, kind.memoryMb(), "", List.of()));
        command.add(FunctionProgram.AWAIT_LAUNCH);
        var inner =
                new Enclosure.Inner(
                        folders,
                        interpreter,
                        command,
                        FunctionVariables.ofInterpreter(layout),
                        SpareKind.DEFAULT_STORAGE_MB,
                        !starter.limitsProcesses());
        return starter.start(inner, kind.memoryMb());
    }

    /** Boots no more; the spares that wait are the starter's to end. */
    @Override
    public void close() {
        refiller.shutdownNow();
    }
}
