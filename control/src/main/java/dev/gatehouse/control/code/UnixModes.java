package dev.gatehouse.control.code;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;

/**
 * The Unix file modes in a zip archive's central directory, which {@link java.util.zip.ZipFile}
 * does not tell. Reads only modes: names and bytes are taken from the archive by {@code ZipFile},
 * and an entry that is not found here is a plain file.
 *
 * <p>Source: PKWARE APPNOTE.TXT 4.3.12 and 4.3.16.
 */
final class UnixModes {
    private static final int END_SIGNATURE = 0x06054b50;
    private static final int ENTRY_SIGNATURE = 0x02014b50;
    private static final int END_SIZE = 22;
    private static final int ENTRY_SIZE = 46;
    private static final int LONGEST_COMMENT = 0xffff;
    private static final int MADE_BY_UNIX = 3;
    private static final int FILE_TYPE = 0170000;
    private static final int SYMBOLIC_LINK = 0120000;
    private static final int ANY_EXECUTE = 0111;

    private final Map<String, Integer> modes;

    private UnixModes(Map<String, Integer> modes) {
        this.modes = modes;
    }

    static UnixModes read(Path zip) throws IOException {
        try (FileChannel file = FileChannel.open(zip, StandardOpenOption.READ)) {
            return new UnixModes(modes(centralDirectory(file)));
        }
    }

    boolean isExecutable(String entry) {
        return (modes.getOrDefault(entry, 0) & ANY_EXECUTE) != 0;
    }

    boolean isSymbolicLink(String entry) {
        return (modes.getOrDefault(entry, 0) & FILE_TYPE) == SYMBOLIC_LINK;
    }

    private static ByteBuffer centralDirectory(FileChannel file) throws IOException {
        long start = Math.max(0, file.size() - END_SIZE - LONGEST_COMMENT);
        ByteBuffer tail = read(file, start, (int) (file.size() - start));
        for (int at = tail.limit() - END_SIZE; at >= 0; at--) {
            if (tail.getInt(at) == END_SIGNATURE) {
                int size = tail.getInt(at + 12);
                // Counted back from its end, so that bytes before the archive do no harm.
                long offset = start + at - size;
                return size < 0 || offset < 0 ? read(file, 0, 0) : read(file, offset, size);
            }
        }
        return read(file, 0, 0);
    }

    private static Map<String, Integer> modes(ByteBuffer directory) {
        Map<String, Integer> modes = new HashMap<>();
        int at = 0;
        while (at + ENTRY_SIZE <= directory.limit() && directory.getInt(at) == ENTRY_SIGNATURE) {
            int nameLength = Short.toUnsignedInt(directory.getShort(at + 28));
            int extraLength = Short.toUnsignedInt(directory.getShort(at + 30));
            int commentLength = Short.toUnsignedInt(directory.getShort(at + 32));
            if (at + ENTRY_SIZE + nameLength > directory.limit()) {
                break;
            }
            if (directory.get(at + 5) == MADE_BY_UNIX) {
                byte[] name = new byte[nameLength];
                directory.get(at + ENTRY_SIZE, name);
                modes.put(
                        new String(name, StandardCharsets.UTF_8), directory.getInt(at + 38) >>> 16);
            }
            at += ENTRY_SIZE + nameLength + extraLength + commentLength;
        }
        return modes;
    }

    private static ByteBuffer read(FileChannel file, long offset, int size) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        int count = 0;
        while (count >= 0 && bytes.hasRemaining()) {
            count = file.read(bytes, offset + bytes.position());
        }
        return bytes.flip();
    }
}
