package dev.gatehouse.functions.sandbox;

import java.nio.file.Path;
import java.util.List;

/** The bounds of one process and everything that it starts. Safe for any number of threads. */
sealed interface ResourceGroup permits ControlGroup, WatchedProcesses {
    /** AWS docs: Lambda quotas, processes and threads. */
    int MOST_PROCESSES = 1024;

    /** Files to which a process writes {@code 0} to become a member. */
    List<Path> memberships();

    /** Changes how much memory the members may use together. */
    void limitMemory(int megabytes);

    /** Says which process the group was made for, as soon as it runs. */
    void started(Process process);

    /** Whether a member was ended because there was not enough memory. */
    boolean ranOutOfMemory();

    /** The most memory that the members have used together. */
    long peakMemoryBytes();

    /** Ends every member. */
    void kill();

    /** Gives the group up; its members have ended or are ended by this. */
    void release();
}
