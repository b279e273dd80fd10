package dev.gatehouse.conformance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A backend that writes down every byte of a head that reaches it. It answers {@code ok}; below
 * {@code /endless} it answers with chunks until nobody takes them.
 */
final class RecordingBackend implements AutoCloseable {
    private final ServerSocket socket;

    /** The heads that came, with their empty lines. */
    final List<String> heads = new CopyOnWriteArrayList<>();

    /** Connections that are open now. */
    final AtomicInteger open = new AtomicInteger();

    RecordingBackend() {
        try {
            socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    String url() {
        return "http://127.0.0.1:" + socket.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                Socket connection = socket.accept();
                open.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(connection));
            }
        } catch (IOException e) {
            // Closed at the end of the test.
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            InputStream in = new BufferedInputStream(connection.getInputStream());
            String head = head(in);
            while (!head.isEmpty()) {
                heads.add(head);
                if (head.startsWith("GET /endless")) {
                    sendEndlessly(connection.getOutputStream());
                }
                readBody(head.toLowerCase(java.util.Locale.ROOT), in);
                connection
                        .getOutputStream()
                        .write(
                                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
                                        .getBytes(ISO_8859_1));
                head = head(in);
            }
        } catch (IOException e) {
            // The other side went away, as tests make it do.
        } finally {
            open.decrementAndGet();
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int octet = in.read();
            if (octet < 0) {
                return "";
            }
            head.append((char) octet);
        }
        return head.toString();
    }

    private static void readBody(String head, InputStream in) throws IOException {
        int length = head.indexOf("content-length: ");
        if (length >= 0) {
            in.skipNBytes(Long.parseLong(head.substring(length + 16, head.indexOf('\r', length))));
        } else if (head.contains("transfer-encoding: chunked")) {
            for (int size = size(in); size > 0; size = size(in)) {
                in.skipNBytes(size + 2);
            }
            in.skipNBytes(2);
        }
    }

    private static int size(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        while (line.indexOf("\r\n") < 0) {
            int octet = in.read();
            if (octet < 0) {
                throw new IOException("a body without an end");
            }
            line.append((char) octet);
        }
        return Integer.parseInt(line.toString().strip(), 16);
    }

    private static void sendEndlessly(OutputStream out) throws IOException {
        out.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".getBytes(ISO_8859_1));
        byte[] chunk = ("8000\r\n" + "x".repeat(0x8000) + "\r\n").getBytes(ISO_8859_1);
        while (true) {
            out.write(chunk);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
