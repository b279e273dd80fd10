package dev.gatehouse.functions.fake;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;

/** A pipe: what is written waits until it is read; {@code available} never waits. */
final class FakeOutput extends InputStream {
    private final ArrayDeque<Byte> bytes = new ArrayDeque<>();
    private boolean ended;

    synchronized void write(String text) {
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            bytes.add(b);
        }
        notifyAll();
    }

    synchronized void end() {
        ended = true;
        notifyAll();
    }

    @Override
    public synchronized int available() {
        return bytes.size();
    }

    @Override
    public synchronized int read() {
        while (bytes.isEmpty() && !ended) {
            try {
                wait();
            } catch (InterruptedException e) {
                return -1;
            }
        }
        return bytes.isEmpty() ? -1 : bytes.removeFirst() & 0xff;
    }

    @Override
    public synchronized int read(byte[] to, int offset, int length) {
        int first = read();
        if (first < 0) {
            return -1;
        }
        to[offset] = (byte) first;
        int count = 1;
        while (count < length && !bytes.isEmpty()) {
            to[offset + count++] = bytes.removeFirst();
        }
        return count;
    }
}
