package dev.gatehouse.http.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;

/** An HTTP/2 connection over plain TCP that says exactly the frames that a test wants said. */
final class RawHttp2Client implements AutoCloseable {
    static final int DATA = 0;
    static final int HEADERS = 1;
    static final int RST_STREAM = 3;
    static final int SETTINGS = 4;
    static final int GOAWAY = 7;
    static final int WINDOW_UPDATE = 8;
    static final int CONTINUATION = 9;

    static final int ACK = 1;
    static final int END_STREAM = 1;
    static final int END_HEADERS = 4;

    /** The method from the static table, http, /, and an authority of one letter. */
    static final byte[] GET = {(byte) 0x82, (byte) 0x86, (byte) 0x84, 0x41, 1, 'h'};

    static final byte[] POST = {(byte) 0x83, (byte) 0x86, (byte) 0x84, 0x41, 1, 'h'};

    private static final int PATIENCE_MILLIS = 20_000;
    private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII);

    private final Socket socket;
    private final DataInputStream in;

    /** A frame that the server sent. */
    record Frame(int type, int flags, int stream, byte[] payload) {}

    /**
     * Connects and says the preface with these settings, each two octets of id and four of value,
     * and agrees to the server's.
     */
    RawHttp2Client(int port, byte... settings) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        in = new DataInputStream(socket.getInputStream());
        socket.getOutputStream().write(PREFACE);
        send(SETTINGS, 0, 0, settings);
        send(SETTINGS, ACK, 0);
    }

    RawHttp2Client send(int type, int flags, int stream, byte... payload) throws IOException {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(frame);
        out.writeByte(payload.length >> 16);
        out.writeShort(payload.length);
        out.writeByte(type);
        out.writeByte(flags);
        out.writeInt(stream);
        out.write(payload);
        socket.getOutputStream().write(frame.toByteArray());
        return this;
    }

    /** The next frame. */
    Frame read() throws IOException {
        int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
        int type = in.readUnsignedByte();
        int flags = in.readUnsignedByte();
        int stream = in.readInt();
        byte[] payload = in.readNBytes(length);
        if (payload.length < length) {
            throw new EOFException("a frame of type " + type + " that breaks off");
        }
        return new Frame(type, flags, stream, payload);
    }

    /** The next frame of this type; others are skipped. */
    Frame readUntil(int type) throws IOException {
        Frame frame = read();
        while (frame.type() != type) {
            frame = read();
        }
        return frame;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
