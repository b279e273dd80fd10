package dev.gatehouse.functions.fake;

import dev.gatehouse.functions.sandbox.ProcessOutput;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;

/** A pipe: what is written waits until it is read. */
public final class FakeOutput extends ProcessOutput {
    private final ArrayDeque<Byte> bytes = new ArrayDeque<>();
    private boolean ended;

    public synchronized void write(String text) {
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            bytes.add(b);
        }
        notifyAll();
    }

    public synchronized void end() {
        ended = true;
        notifyAll();
    }

    @Override
    public synchronized int available() {
        return bytes.size();
    }

    @Override
    public synchronized boolean isDrained() {
        return bytes.isEmpty();
    }

    @Override
    public synchronized boolean await() {
        while (bytes.isEmpty() && !ended) {
            try {
                wait();
            } catch (InterruptedException e) {
                return false;
            }
        }
        return !bytes.isEmpty();
    }

    @Override
    public synchronized int read() {
        return await() ? bytes.removeFirst() & 0xff : -1;
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
