package dev.gatehouse.http.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.gatehouse.http.engine.ResponseHead.Persistence;
import dev.gatehouse.http.message.Body;
import dev.gatehouse.http.message.BytesBody;
import dev.gatehouse.http.message.FileBody;
import dev.gatehouse.http.message.Headers;
import dev.gatehouse.http.message.Response;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/** Writes the responses of one HTTP/1.1 server connection. */
// Netty tells the pipeline of what fails, so nobody looks at the futures.
@SuppressWarnings("FutureReturnValueIgnored")
final class Http1Output {
    private static final Logger LOG = System.getLogger(Http1Output.class.getName());
    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(US_ASCII);
    private static final byte[] NOTHING = {};

    /** A payload up to this size shares a buffer, and so a system call, with its head. */
    private static final int MAX_INLINE = 64 * 1024;

    /** Hears that a response has been written, and whether the connection goes on. */
    interface Finished {
        void finished(boolean goesOn);
    }

    private final Channel channel;
    private final DateField date;
    private @Nullable Http1BodySink streaming;
    private boolean holding;
    private boolean unflushed;

    Http1Output(Channel channel, DateField date) {
        this.channel = channel;
        this.date = date;
    }

    /** Answers until {@link #releaseFlushes} go out together. */
    void holdFlushes() {
        holding = true;
    }

    void releaseFlushes() {
        holding = false;
        if (unflushed) {
            unflushed = false;
            channel.flush();
        }
    }

    /** Whether a response has begun and not ended. */
    boolean busy() {
        return streaming != null;
    }

    void write(Http1Exchange exchange, Response response, boolean mayGoOn, Finished finished) {
        Body body = response.body();
        ResponseHead head = ResponseHead.of(response, exchange.toHead());
        boolean endless = head.bodyAllowed() && head.length() < 0;
        boolean goesOn = mayGoOn && (exchange.http11() || !endless);
        HeadWriter out = HeadWriter.begin();
        head.write(out, date, persistence(exchange, goesOn), endless && exchange.http11());
        if (!head.bodyAllowed()) {
            ServerExchange.drop(body);
            send(out.toBuffer(channel.alloc(), NOTHING));
            finished.finished(goesOn);
        } else if (body instanceof StreamedBody streamed) {
            channel.write(out.toBuffer(channel.alloc(), NOTHING), channel.voidPromise());
            stream(streamed, endless && exchange.http11(), goesOn, finished);
        } else if (body instanceof FileBody file) {
            sendApart(out, Unpooled.wrappedBuffer(file.content()));
            finished.finished(goesOn);
        } else {
            sendBytes(out, ((BytesBody) body).bytes());
            finished.finished(goesOn);
        }
    }

    private void sendBytes(HeadWriter out, byte[] bytes) {
        if (bytes.length <= MAX_INLINE) {
            send(out.toBuffer(channel.alloc(), bytes));
        } else {
            sendApart(out, Unpooled.wrappedBuffer(bytes));
        }
    }

    private void sendApart(HeadWriter out, ByteBuf payload) {
        channel.write(out.toBuffer(channel.alloc(), NOTHING), channel.voidPromise());
        send(payload);
    }

    private void stream(StreamedBody body, boolean chunked, boolean goesOn, Finished finished) {
        Http1BodySink sink =
                new Http1BodySink(
                        channel,
                        body,
                        chunked,
                        new ChannelBodySink.Listener() {
                            @Override
                            public void written() {
                                streaming = null;
                                finished.finished(goesOn);
                            }

                            @Override
                            public void broken(Throwable cause) {
                                LOG.log(Level.DEBUG, "a response broke off", cause);
                                channel.close();
                            }
                        });
        streaming = sink;
        sink.start();
    }

    private static Persistence persistence(Http1Exchange exchange, boolean goesOn) {
        if (!goesOn) {
            return Persistence.CLOSES;
        }
        return exchange.http11() ? Persistence.PERSISTS : Persistence.KEEPS_ALIVE;
    }

    void writeContinue() {
        channel.writeAndFlush(Unpooled.wrappedBuffer(CONTINUE), channel.voidPromise());
    }

    /** An answer without a body to what could not be understood; not flushed. */
    void writeRejection(int status) {
        Response response = Response.of(status, Headers.empty(), NOTHING);
        HeadWriter out = HeadWriter.begin();
        ResponseHead.of(response, false).write(out, date, Persistence.CLOSES, false);
        channel.write(out.toBuffer(channel.alloc(), NOTHING), channel.voidPromise());
    }

    void closeAfterFlush() {
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }

    void writabilityChanged() {
        if (streaming != null && channel.isWritable()) {
            streaming.writable();
        }
    }

    /** The connection is gone: the source of the body on its way is told. */
    void abandon() {
        Http1BodySink sink = streaming;
        streaming = null;
        if (sink != null) {
            sink.abandon();
        }
    }

    private void send(ByteBuf message) {
        channel.write(message, channel.voidPromise());
        if (holding) {
            unflushed = true;
        } else {
            channel.flush();
        }
    }
}
