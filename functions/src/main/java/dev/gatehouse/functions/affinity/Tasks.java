package dev.gatehouse.functions.affinity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What the system schedules, by its numbers. */
final class Tasks {
    private static final Path PROCESSES = Path.of("/proc");

    private Tasks() {}

    static Stream<Integer> ofThisProcess() {
        return threads(PROCESSES.resolve("self"));
    }

    /** The threads of a process and of all that it has started, unless their parents are gone. */
    static Stream<Integer> of(long process) {
        Path folder = PROCESSES.resolve(String.valueOf(process));
        return threads(folder)
                .flatMap(thread -> Stream.concat(Stream.of(thread), started(folder, thread)));
    }

    private static Stream<Integer> threads(Path process) {
        String[] names = process.resolve("task").toFile().list();
        return names == null ? Stream.empty() : Stream.of(names).map(Integer::valueOf);
    }

    /** What a thread has started; nothing where the kernel was built without that list. */
    private static Stream<Integer> started(Path process, int thread) {
        try {
            Path list = process.resolve("task", String.valueOf(thread), "children");
            return Files.readString(list)
                    .lines()
                    .flatMap(line -> Stream.of(line.split(" ")))
                    .flatMap(child -> of(Long.parseLong(child)));
        } catch (IOException e) {
            return Stream.empty();
        }
    }
}
