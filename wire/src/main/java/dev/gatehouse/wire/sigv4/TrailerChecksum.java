package dev.gatehouse.wire.sigv4;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/** The checksums that may follow a payload as a trailer. */
final class TrailerChecksum {
    private static final long CRC64_NVME_REVERSED = 0x9A6C9329AC4BC9B5L;
    private static final long[] CRC64_TABLE = crc64Table();

    private TrailerChecksum() {}

    /** Fails unless the trailer is a checksum that we know and the payload has it. */
    static void require(String trailer, String base64, byte[] payload) {
        byte[] expected =
                switch (trailer) {
                    case "x-amz-checksum-crc32" -> bytes(new CRC32(), payload);
                    case "x-amz-checksum-crc32c" -> bytes(new CRC32C(), payload);
                    case "x-amz-checksum-crc64nvme" -> crc64(payload);
                    case "x-amz-checksum-sha1" -> digest("SHA-1", payload);
                    case "x-amz-checksum-sha256" -> digest("SHA-256", payload);
                    default ->
                            throw SignatureFaults.badPayload(
                                    "InvalidRequest",
                                    "The value specified in the x-amz-trailer header is not"
                                            + " supported: "
                                            + trailer);
                };
        if (!Base64.getEncoder().encodeToString(expected).equals(base64)) {
            throw SignatureFaults.badPayload(
                    "BadDigest",
                    "The " + trailer + " you specified did not match the calculated checksum.");
        }
    }

    private static byte[] bytes(Checksum checksum, byte[] payload) {
        checksum.update(payload);
        return Arrays.copyOfRange(
                ByteBuffer.allocate(Long.BYTES).putLong(checksum.getValue()).array(), 4, 8);
    }

    private static byte[] digest(String algorithm, byte[] payload) {
        try {
            return MessageDigest.getInstance(algorithm).digest(payload);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + algorithm, e);
        }
    }

    private static byte[] crc64(byte[] payload) {
        long crc = ~0L;
        for (byte b : payload) {
            crc = CRC64_TABLE[(int) (crc ^ b) & 0xFF] ^ (crc >>> 8);
        }
        return ByteBuffer.allocate(Long.BYTES).putLong(~crc).array();
    }

    private static long[] crc64Table() {
        long[] table = new long[256];
        for (int i = 0; i < table.length; i++) {
            long crc = i;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) == 0 ? crc >>> 1 : (crc >>> 1) ^ CRC64_NVME_REVERSED;
            }
            table[i] = crc;
        }
        return table;
    }
}
