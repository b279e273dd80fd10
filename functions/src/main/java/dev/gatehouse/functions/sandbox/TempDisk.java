package dev.gatehouse.functions.sandbox;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A {@code /tmp} of a fixed size, which is full when it is full (ENOSPC): a sparse file with a file
 * system of its own. It is mounted in a mount namespace that ends with the process and the file has
 * no name any more, so nothing is left whatever ends first. On disk, not in memory: what a function
 * stores does not count as memory that it uses, as on AWS.
 */
final class TempDisk {
    private static final Path LOOP = Path.of("/dev/loop-control");
    private static final String MKFS = "/usr/sbin/mkfs.ext4";
    private static final String UNSHARE = "/usr/bin/unshare";
    private static final String MOUNT = "/usr/bin/mount";
    private static final int INODES = 65_536;

    /** What the file system needs for itself. */
    private static final int OVERHEAD_MB = 32;

    private static final int OVERHEAD_PERCENT = 2;

    /** Arguments: size in MB, file, folder, owner, blocks in the largest file, the command. */
    private static final String SCRIPT =
            """
            truncate -s "$1M" "$2" &&
            %s -q -F -O ^has_journal -m 0 -N %d -E "lazy_itable_init=1,nodiscard,root_owner=$4:$4" "$2" &&
            %s -o loop,nosuid,nodev,noatime "$2" "$3" || { echo 'no disk for /tmp could be made'; exit 125; }
            rm -f "$2"; rmdir "$3/lost+found"; ulimit -f "$5"; shift 5
            exec "$@"
            """
                    .formatted(MKFS, INODES, MOUNT);

    private TempDisk() {}

    /** Whether the programs for it are there; whether it works must be tried. */
    static boolean isInstalled() {
        return Files.isWritable(LOOP)
                && Stream.of(MKFS, UNSHARE, MOUNT).map(Path::of).allMatch(Files::isExecutable);
    }

    /** The size of the file behind a disk that holds so much. */
    static int fileMb(int megabytes) {
        return megabytes + megabytes * OVERHEAD_PERCENT / 100 + OVERHEAD_MB;
    }

    /** What must precede the command of a process whose {@code /tmp} is to be a disk. */
    static List<String> mounting(Workspace workspace, int megabytes, int owner) {
        return List.of(
                UNSHARE,
                "--mount",
                "--propagation",
                "private",
                "/bin/sh",
                "-c",
                SCRIPT,
                "sh",
                Integer.toString(fileMb(megabytes)),
                workspace.folder().resolve("tmp.disk").toString(),
                workspace.temp().toString(),
                Integer.toString(owner),
                Long.toString((long) megabytes * Spawner.BLOCKS_PER_MB));
    }
}
