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
    private int workspaces;

    @Test
    void interpreterInSomebodysHomeFolderShowsItsOwnPartsAlone() throws Exception {
        Path home = folder.resolve("home");
        write(home, "bin/node", "");
        write(home, "lib/node_modules/npm/package.json", "");
        write(home, "secret.txt", "");
        write(home, "project/.gatehouse/data", "");
        var interpreter =
                new Interpreter(Language.NODE, 22, "22.1.0", home.resolve("bin/node"), home);

        assertThat(said(bubblewrap(), Optional.of(interpreter), "/bin/ls", "-A", "/var/lang"))
                .isEqualTo("bin\nlib\n");
    }

    @Test
    void dataDirectoryBelowUsrIsEmptyAndFixed() throws Exception {
        Bubblewrap found = bubblewrap();
        var hiding =
                new Bubblewrap(
                        found.program(),
                        found.root(),
                        found.disks(),
                        found.runtimeFiles(),
                        found.accounts(),
                        Path.of("/usr/share"));

        assertThat(said(hiding, Optional.empty(), "/bin/ls", "-A", "/usr/share")).isEmpty();
        assertThat(said(hiding, Optional.empty(), "/bin/mkdir", "/usr/share/new"))
                .contains("cannot create directory");
    }

    private String said(Bubblewrap bubblewrap, Optional<Interpreter> interpreter, String... command)
            throws Exception {
        Workspace workspace =
                Workspace.create(folder.resolve("box"), Integer.toString(++workspaces));
        var folders = new Enclosure.Folders(workspace, workspace.task(), workspace.layers());
        var inner = new Enclosure.Inner(folders, interpreter, List.of(command), Map.of(), 1, false);
        Process process = Spawner.script(bubblewrap.enclose(inner)).start();
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
