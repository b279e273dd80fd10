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
        write(workspace.temp(), "closed/deeper/file", "x");
        write(workspace.temp(), "fixed/file", "x");
        Files.createSymbolicLink(workspace.temp().resolve("link"), folder);
        close(workspace.temp().resolve("closed/deeper"), "---------");
        close(workspace.temp().resolve("closed"), "---------");
        close(workspace.temp().resolve("fixed"), "r-xr-xr-x");

        workspace.remove();

        assertThat(workspace.folder()).doesNotExist();
        assertThat(folder).isEmptyDirectory();
    }

    private static void close(Path folder, String permissions) throws Exception {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(permissions));
    }
}
