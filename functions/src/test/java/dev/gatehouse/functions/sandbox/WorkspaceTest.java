package dev.gatehouse.functions.sandbox;

import static dev.gatehouse.functions.sandbox.RunningFunction.write;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspaceTest {
    @TempDir private Path folder;

    /** For root, who may look into every folder, this is easy. */
    @Test
    void foldersThatAFunctionHasClosedAreRemovedToo() throws Exception {
        Workspace workspace = Workspace.create(folder, "1");
        Path closed = write(workspace.temp(), "closed/deeper/file", "x").getParent();
        Path fixed = write(workspace.temp(), "fixed/file", "x").getParent();
        Files.createSymbolicLink(workspace.temp().resolve("link"), folder);
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
        Files.setPosixFilePermissions(
                closed.getParent(), PosixFilePermissions.fromString("---------"));
        Files.setPosixFilePermissions(fixed, PosixFilePermissions.fromString("r-xr-xr-x"));

        workspace.remove();

        assertThat(workspace.folder()).doesNotExist();
        assertThat(folder).isEmptyDirectory();
    }
}
