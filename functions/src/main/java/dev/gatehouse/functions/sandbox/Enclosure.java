package dev.gatehouse.functions.sandbox;

import dev.gatehouse.functions.runtime.Interpreter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is put around a function's process. */
sealed interface Enclosure permits Bubblewrap, PlainProcess {
    int UNBOUNDED = 0;

    /** Where a process with these folders sees them. */
    Layout layout(Folders folders, Optional<Interpreter> interpreter);

    /** The command that runs another one enclosed. May write files into the workspace. */
    Command enclose(Inner inner) throws IOException;

    /**
     * Whether the process sees only folders that were chosen when it was started, so that a spare's
     * code must be linked into its workspace.
     */
    boolean fixesFolders();

    /** The folders of the host that a process is given. */
    record Folders(Workspace workspace, Path code, Path layers) {}

    /**
     * What is to be run inside, in terms of the layout.
     *
     * @param storageMb the size of {@code /tmp}, or {@link #UNBOUNDED} for a folder that the server
     *     can read; an enclosure that cannot make a disk of that size bounds single files
     */
    record Inner(
            Folders folders,
            Optional<Interpreter> interpreter,
            List<String> arguments,
            Map<String, String> variables,
            int storageMb,
            boolean limitProcesses) {}

    /**
     * What is to be run outside.
     *
     * @param descriptor3 a file to open as descriptor 3
     * @param largestFileMb the size that no file may exceed, or {@link #UNBOUNDED}
     */
    record Command(
            List<String> arguments,
            Map<String, String> variables,
            @Nullable Path descriptor3,
            Path directory,
            int largestFileMb) {}
}
