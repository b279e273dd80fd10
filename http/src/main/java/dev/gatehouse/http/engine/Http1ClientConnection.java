package dev.gatehouse.http.engine;

import dev.gatehouse.http.client.ClientOutcome;
import dev.gatehouse.http.message.Body;
import dev.gatehouse.http.message.BytesBody;
import dev.gatehouse.http.message.Response;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.jspecify.annotations.Nullable;

/** A connection to a backend: one request at a time, kept in the pool between them. */
// Netty tells the pipeline of what fails, so nobody looks at the futures.
@SuppressWarnings("FutureReturnValueIgnored")
final class Http1ClientConnection extends ChannelInboundHandlerAdapter {
    private static final byte[] NOTHING = {};
    private static final int MAX_INLINE = 64 * 1024;

    private final Channel channel;
    private final EndpointPool pool;
    private final int maxHeadBytes;
    private final Http1Input input = new Http1Input();
    private final HeadScan scan = new HeadScan();
    private final BodyDecoder decoder = new BodyDecoder();

    /** The request that is on its way; null while in the pool. */
    private @Nullable ClientExchange exchange;

    /** The response's body while it comes. */
    private @Nullable StreamedBody body;

    /** The request's body while it is streamed. */
    private @Nullable Http1BodySink streaming;

    private boolean headAwaited;
    private boolean persists;
    private boolean used;
    private long idleSince;

    Http1ClientConnection(Channel channel, EndpointPool pool, int maxHeadBytes) {
        this.channel = channel;
        this.pool = pool;
        this.maxHeadBytes = maxHeadBytes;
    }

    long idleSince() {
        return idleSince;
    }

    void idleSince(long nanos) {
        idleSince = nanos;
    }

    void close() {
        channel.close();
    }

    /** Closes the connection if it still carries this exchange. */
    void abort(ClientExchange aborted, String reason) {
        if (exchange == aborted) {
            end(reason);
        }
    }

    void send(ClientExchange next) {
        Body payload = next.request().body();
        HeadWriter head;
        try {
            head = RequestHead.write(next.request());
        } catch (IllegalArgumentException e) {
            pool.release(this);
            next.unreachable("the request cannot be sent: " + e.getMessage());
            return;
        }
        exchange = next;
        next.carriedBy(this);
        headAwaited = true;
        if (payload instanceof BytesBody bytes && bytes.length() <= MAX_INLINE) {
            write(head.toBuffer(channel.alloc(), bytes.bytes()));
            channel.flush();
            return;
        }
        write(head.toBuffer(channel.alloc(), NOTHING));
        if (payload instanceof BytesBody bytes) {
            write(Unpooled.wrappedBuffer(bytes.bytes()));
            channel.flush();
        } else {
            stream(next, (StreamedBody) payload);
        }
    }

    private void write(ByteBuf message) {
        channel.write(message, channel.voidPromise());
    }

    private void stream(ClientExchange sending, StreamedBody payload) {
        boolean chunked = payload.length() < 0;
        Http1BodySink sink =
                new Http1BodySink(channel, payload, chunked, new PayloadListener(sending));
        streaming = sink;
        sending.uploadBegins();
        sink.start();
    }

    private final class PayloadListener implements ChannelBodySink.Listener {
        private final ClientExchange sending;

        PayloadListener(ClientExchange sending) {
            this.sending = sending;
        }

        @Override
        public void written() {
            streaming = null;
            sending.uploadEnds();
        }

        @Override
        public void broken(Throwable cause) {
            streaming = null;
            end(
                    "the request's body broke off: " + cause.getMessage(),
                    new ClientOutcome.RequestBroken(cause));
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        input.add(ctx.alloc(), (ByteBuf) message);
        try {
            receive();
        } catch (MalformedMessageException e) {
            end("the backend's response is malformed: " + e.getMessage());
        }
        input.trim();
        steerReading();
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (body != null) {
            body.flush();
        }
    }

    private void receive() throws MalformedMessageException {
        while (input.hasBytes()) {
            ClientExchange receiving = exchange;
            if (receiving == null) {
                // A response that nobody asked for must not answer the next request.
                input.discard();
                channel.close();
                return;
            }
            if (!headAwaited) {
                receiveBody();
                if (!decoder.done()) {
                    return;
                }
            } else if (scan.complete(input.bytes(), maxHeadBytes)) {
                Head.OfResponse head = HeadParser.response(input.bytes(), scan);
                scan.reset();
                receiveHead(receiving, head);
            } else {
                return;
            }
        }
    }

    private void receiveHead(ClientExchange receiving, Head.OfResponse head)
            throws MalformedMessageException {
        if (head.status() < 200) {
            if (head.status() == 101) {
                throw MalformedMessageException.badRequest("a switch of protocols unasked for");
            }
            return;
        }
        headAwaited = false;
        persists = MessageRules.persists(head.headers(), head.http11());
        Framing framing =
                MessageRules.ofResponse(head, receiving.request().method().equals("HEAD"));
        decoder.begin(framing);
        if (decoder.done()) {
            responseEnded(receiving);
            receiving.finished();
            receiving.answered(new Response(head.status(), head.headers(), Body.empty()));
            return;
        }
        StreamedBody coming =
                new StreamedBody(channel.eventLoop(), framing.length(), new Source(receiving));
        body = coming;
        receiveBody();
        receiving.answered(new Response(head.status(), head.headers(), coming));
    }

    private void receiveBody() throws MalformedMessageException {
        StreamedBody receiver = body;
        ClientExchange receiving = exchange;
        if (receiver == null || receiving == null) {
            throw new IllegalStateException("body bytes without a body");
        }
        decoder.decode(input.bytes(), receiver::offer);
        boolean aborted = exchange != receiving;
        if (decoder.done() && !aborted) {
            body = null;
            responseEnded(receiving);
            receiver.end();
        }
    }

    /** The response's last byte is here; what remains is what readers of its body do. */
    private void responseEnded(ClientExchange ended) {
        exchange = null;
        used = true;
        ended.carriedBy(null);
        if (persists && streaming == null && !input.hasBytes()) {
            steerReading();
            pool.release(this);
        } else {
            channel.close();
        }
    }

    private void steerReading() {
        boolean wanted = body == null || !body.full();
        if (channel.config().isAutoRead() != wanted) {
            channel.config().setAutoRead(wanted);
        }
    }

    /** What the response's body asks of the connection, for as long as it is this response's. */
    private final class Source implements StreamedBody.Producer {
        private final ClientExchange of;

        Source(ClientExchange of) {
            this.of = of;
        }

        @Override
        public void wanted() {
            if (exchange == of) {
                steerReading();
            }
        }

        @Override
        public void cancelled() {
            abort(of, "the response is not wanted");
        }

        @Override
        public void consumed() {
            of.finished();
        }
    }

    private void end(String reason) {
        end(reason, new ClientOutcome.Unreachable(reason));
    }

    /** Fails what is on its way and closes the connection. */
    private void end(String reason, ClientOutcome outcome) {
        ClientExchange failed = exchange;
        exchange = null;
        StreamedBody incomplete = body;
        body = null;
        abandonPayload();
        channel.close();
        if (incomplete != null) {
            incomplete.fail(reason);
        }
        if (failed != null) {
            failed.failed(outcome);
        }
    }

    private void abandonPayload() {
        Http1BodySink sink = streaming;
        streaming = null;
        if (sink != null) {
            sink.abandon();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (streaming != null && channel.isWritable()) {
            streaming.writable();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        boolean silent = headAwaited && !input.hasBytes();
        input.discard();
        pool.closed(this);
        StreamedBody incomplete = body;
        ClientExchange cut = exchange;
        if (incomplete != null && decoder.endsWithConnection()) {
            body = null;
            exchange = null;
            abandonPayload();
            incomplete.end();
        } else if (cut != null && silent && used && streaming == null) {
            exchange = null;
            cut.stale("the backend closed the connection before it answered");
        } else {
            end("the backend closed the connection before its response was complete");
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        Faults.ofConnection(cause);
        ctx.close();
    }
}
