package dev.gatehouse.control.code;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes zip archives byte by byte, so that a test can say what no decent tool would. */
@SuppressWarnings("ByteBufferBackingArray") // every buffer is allocated here
final class RawZip {
    private static final int MADE_BY_UNIX = 3 << 8;

    private final ByteArrayOutputStream files = new ByteArrayOutputStream();
    private final ByteArrayOutputStream directory = new ByteArrayOutputStream();
    private int entries;

    /** Adds a stored, uncompressed entry with a Unix mode. */
    RawZip file(String name, int mode, String content) {
        byte[] nameBytes = name.getBytes(StandardCharsets.UTF_8);
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        CRC32 crc = new CRC32();
        crc.update(bytes);
        int offset = files.size();
        ByteBuffer common = little(22);
        common.putShort((short) 0x0800).putShort((short) 0).putInt(0);
        common.putInt((int) crc.getValue()).putInt(bytes.length).putInt(bytes.length);
        common.putShort((short) nameBytes.length);
        ByteBuffer local = little(30).putInt(0x04034b50).putShort((short) 20).put(common.array());
        files.writeBytes(local.array());
        files.writeBytes(nameBytes);
        files.writeBytes(bytes);
        ByteBuffer central = little(46).putInt(0x02014b50);
        central.putShort((short) (MADE_BY_UNIX | 20)).putShort((short) 20).put(common.array());
        central.position(38);
        central.putInt(mode << 16).putInt(offset);
        directory.writeBytes(central.array());
        directory.writeBytes(nameBytes);
        entries++;
        return this;
    }

    byte[] bytes() {
        ByteBuffer end = little(22).putInt(0x06054b50).putInt(0);
        end.putShort((short) entries).putShort((short) entries);
        end.putInt(directory.size()).putInt(files.size());
        ByteArrayOutputStream zip = new ByteArrayOutputStream();
        zip.writeBytes(files.toByteArray());
        zip.writeBytes(directory.toByteArray());
        zip.writeBytes(end.array());
        return zip.toByteArray();
    }

    /** One file of this many zero bytes. */
    static byte[] bomb(long size) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.setLevel(1);
            zip.putNextEntry(new ZipEntry("zeros"));
            byte[] zeros = new byte[1 << 20];
            for (long left = size; left > 0; left -= zeros.length) {
                zip.write(zeros, 0, (int) Math.min(left, zeros.length));
            }
        }
        return bytes.toByteArray();
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
