package dev.gatehouse.functions.sandbox;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A Runtime API for one environment: events go in, what the runtime posts comes out. */
final class OneSocketRuntimeApi implements AutoCloseable {
    static final String REQUEST_ID = "8476a536-e9f4-11e8-9739-2dfe598c3fcd";
    static final String ARN = "arn:aws:lambda:us-east-1:123456789012:function:hello";

    private static final String REFUSAL = "refused";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final byte[] ACCEPTED = "{\"status\":\"OK\"}".getBytes(StandardCharsets.UTF_8);

    private final ServerSocket listener;
    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private final BlockingQueue<Posted> posted = new LinkedBlockingQueue<>();

    /** What a runtime posted: the path's end, its error type header and its body. */
    record Posted(String path, @Nullable String errorType, String body) {}

    OneSocketRuntimeApi() throws IOException {
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    String address() {
        return "127.0.0.1:" + listener.getLocalPort() + "/token-of-this-environment";
    }

    /** Hands an event to the runtime and waits for what it posts. */
    Posted invoke(String event) throws InterruptedException {
        events.add(event);
        return awaitPost();
    }

    /** Says to the runtime, which asks for an event, that this is not the time. */
    void refuse() {
        events.add(REFUSAL);
    }

    Posted awaitPost() throws InterruptedException {
        Posted next = posted.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("The runtime posted nothing within " + PATIENCE);
        }
        return next;
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            while (true) {
                String request = line(in);
                Map<String, String> headers = headers(in);
                int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
                String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
                socket.getOutputStream().write(answer(request, headers, body));
            }
        } catch (EOFException ended) {
            // The process is gone.
        } catch (IOException e) {
            if (!listener.isClosed() && !String.valueOf(e.getMessage()).contains("reset")) {
                throw new UncheckedIOException(e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private byte[] answer(String request, Map<String, String> headers, String body)
            throws InterruptedException, IOException {
        String path = request.split(" ")[1];
        String prefix = "/token-of-this-environment/2018-06-01/runtime";
        if (!path.startsWith(prefix)) {
            throw new IOException("Unexpected path " + path);
        }
        if (request.startsWith("POST ")) {
            String errorType = headers.get("lambda-runtime-function-error-type");
            posted.add(new Posted(path.substring(prefix.length()), errorType, body));
            return message("202 Accepted", "", ACCEPTED);
        }
        String event = events.take();
        return event.equals(REFUSAL)
                ? message("403 Forbidden", "", ACCEPTED)
                : message("200 OK", eventHeaders(), event.getBytes(StandardCharsets.UTF_8));
    }

    private static String eventHeaders() {
        long deadline = System.currentTimeMillis() + 3000;
        return String.join(
                "\r\n",
                "Lambda-Runtime-Aws-Request-Id: " + REQUEST_ID,
                "Lambda-Runtime-Deadline-Ms: " + deadline,
                "Lambda-Runtime-Invoked-Function-Arn: " + ARN,
                "Lambda-Runtime-Trace-Id: Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700",
                "Lambda-Runtime-Client-Context: {\"custom\":{\"k\":\"ü\"}}",
                "");
    }

    private static byte[] message(String status, String headers, byte[] body) {
        String head =
                "HTTP/1.1 %s\r\nContent-Type: application/json\r\n%sContent-Length: %d\r\n\r\n"
                        .formatted(status, headers, body.length);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head.getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(body);
        return bytes.toByteArray();
    }

    private static Map<String, String> headers(InputStream in) throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            String[] parts = line.split(":", 2);
            headers.put(parts[0].toLowerCase(Locale.ROOT), parts[1].strip());
        }
        return headers;
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException();
            }
            line.write(b);
        }
        return line.toString(StandardCharsets.UTF_8).strip();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
