package dev.gatehouse.functions.sandbox;

import static dev.gatehouse.functions.sandbox.RunningFunction.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.functions.runtime.Interpreter;
import dev.gatehouse.functions.runtime.Language;
import dev.gatehouse.functions.runtime.RuntimeFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What bubblewrap shows of the host. */
class BubblewrapTest {
    @TempDir private Path folder;

    @Test
    void interpreterInSomebodysHomeFolderShowsItsOwnPartsAlone() throws Exception {
        Path home = folder.resolve("home");
        write(home, "bin/node", "");
        write(home, "lib/node_modules/npm/package.json", "");
        write(home, "secret.txt", "");
        write(home, "project/.gatehouse/data", "");
        var interpreter =
                new Interpreter(Language.NODE, 22, "22.1.0", home.resolve("bin/node"), home);

        assertThat(said(interpreter, "/bin/ls", "-A", "/var/lang")).isEqualTo("bin\nlib\n");
    }

    private String said(Interpreter interpreter, String... command) throws Exception {
        Workspace workspace = Workspace.create(folder.resolve("box"), "1");
        var folders = new Enclosure.Folders(workspace, workspace.task(), workspace.layers());
        var inner =
                new Enclosure.Inner(
                        folders, Optional.of(interpreter), List.of(command), Map.of(), 1, false);
        Process process = Spawner.script(bubblewrap().enclose(inner)).start();
        process.getOutputStream().close();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private Bubblewrap bubblewrap() {
        RuntimeFiles files = RuntimeFiles.unpackInto(folder.resolve("runtime"));
        return switch (Bubblewrap.probe(files, folder.resolve("probe"))) {
            case Bubblewrap.Probe.Usable(Bubblewrap found) -> found;
            case Bubblewrap.Probe.Unusable(String reason) -> Assumptions.abort(reason);
        };
    }
}
