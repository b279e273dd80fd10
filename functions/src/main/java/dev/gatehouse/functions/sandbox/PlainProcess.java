package dev.gatehouse.functions.sandbox;

import dev.gatehouse.functions.runtime.Interpreter;
import dev.gatehouse.functions.runtime.RuntimeFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * No enclosure: the process has the server's user and sees its files. It still dies with the
 * server, by the parent-death signal that {@code setpriv} sets, and otherwise when a bootstrap
 * loses its connection.
 */
record PlainProcess(RuntimeFiles runtimeFiles) implements Enclosure {
    private static final Path SETPRIV = Path.of("/usr/bin/setpriv");

    @Override
    public Layout layout(Folders folders, Optional<Interpreter> interpreter) {
        return new Layout(
                folders.code().toString(),
                folders.layers().toString(),
                folders.workspace().temp().toString(),
                runtimeFiles.folder().toString(),
                interpreter.map(i -> i.home().toString()).orElse(""));
    }

    @Override
    public Command enclose(Inner inner) {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(SETPRIV)) {
            command.addAll(List.of(SETPRIV.toString(), "--pdeathsig", "KILL", "--"));
        }
        command.addAll(inner.arguments());
        return new Command(
                command, inner.variables(), null, inner.folders().code(), inner.storageMb());
    }

    @Override
    public boolean fixesFolders() {
        return false;
    }
}
