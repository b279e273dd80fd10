package dev.gatehouse.http.engine;

import dev.gatehouse.http.message.Body;
import dev.gatehouse.http.message.BytesBody;
import dev.gatehouse.http.message.FileBody;
import dev.gatehouse.http.message.Headers;
import dev.gatehouse.http.message.Response;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.util.ReferenceCountUtil;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One HTTP/2 stream: its request, its answer. */
// Netty tells the pipeline of what fails, so nobody looks at the futures.
@SuppressWarnings("FutureReturnValueIgnored")
final class Http2StreamHandler extends ChannelInboundHandlerAdapter
        implements StreamedBody.Producer {
    private final ServerContext server;
    private final Channel channel;
    private final Peer peer;
    private @Nullable Http2Exchange exchange;
    private @Nullable StreamedBody body;
    private @Nullable Http2BodySink streaming;
    private long received;
    private long announced = -1;
    private final Pace receiving;
    private final Pace sending;
    private boolean toHead;
    private boolean continueOwed;
    private boolean answered;
    private boolean reset;
    private int looksSinceReset;

    Http2StreamHandler(ServerContext server, Channel channel, Peer peer) {
        this.server = server;
        this.channel = channel;
        this.peer = peer;
        this.receiving = new Pace(server.limits());
        this.sending = new Pace(server.limits());
    }

    EventLoop loop() {
        return channel.eventLoop();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        switch (message) {
            case Http2HeadersFrame headers when exchange == null -> receiveHead(headers);
            case Http2HeadersFrame trailers -> receiveEnd(trailers.isEndStream());
            case Http2DataFrame data -> receiveData(data);
            case Http2ResetFrame reset -> clientGone();
            default -> ReferenceCountUtil.release(message);
        }
    }

    private void receiveHead(Http2HeadersFrame frame) {
        Head.OfRequest head;
        try {
            head = Http2RequestHead.of(frame.headers());
            continueOwed = MessageRules.expectsContinue(head);
            announced = announcedLength(head.headers());
        } catch (MalformedMessageException e) {
            reset(Http2Error.PROTOCOL_ERROR);
            return;
        }
        if (frame.isEndStream() && announced > 0) {
            reset(Http2Error.PROTOCOL_ERROR);
            return;
        }
        toHead = head.method().equals("HEAD");
        Http2Exchange begun = new Http2Exchange(this, peer);
        exchange = begun;
        if (!frame.isEndStream()) {
            body = new StreamedBody(loop(), announced, this);
        }
        begun.run(server.handler(), head.with(body == null ? Body.empty() : body, begun));
    }

    private static long announcedLength(Headers headers) throws MalformedMessageException {
        String length = headers.first("content-length");
        return length == null ? -1 : MessageRules.length(length);
    }

    private void receiveData(Http2DataFrame data) {
        StreamedBody receiver = body;
        received += data.content().readableBytes();
        boolean contradicts =
                announced >= 0
                        && (received > announced || (data.isEndStream() && received < announced));
        if (receiver == null || contradicts) {
            data.release();
            reset(Http2Error.PROTOCOL_ERROR);
            return;
        }
        receiver.offer(data.content());
        receiveEnd(data.isEndStream());
        steerReading();
    }

    private void receiveEnd(boolean endOfStream) {
        StreamedBody receiver = body;
        if (receiver != null && endOfStream) {
            body = null;
            if (announced >= 0 && received < announced) {
                reset(Http2Error.PROTOCOL_ERROR);
            } else {
                receiver.end();
            }
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (body != null) {
            body.flush();
        }
    }

    private void steerReading() {
        boolean wanted = body == null || !body.full();
        if (channel.config().isAutoRead() != wanted) {
            channel.config().setAutoRead(wanted);
        }
    }

    @Override
    public void wanted() {
        if (continueOwed) {
            continueOwed = false;
            receiving.begin(System.nanoTime(), received);
            Http2Headers headers = new DefaultHttp2Headers().status("100");
            channel.writeAndFlush(new DefaultHttp2HeadersFrame(headers));
        }
        steerReading();
    }

    @Override
    public void cancelled() {
        steerReading();
    }

    void send(Response response) {
        if (!channel.isActive()) {
            ServerExchange.drop(response.body());
            return;
        }
        ResponseHead head = ResponseHead.of(response, toHead);
        Http2Headers headers = headers(response, head.length());
        if (!head.bodyAllowed()) {
            ServerExchange.drop(response.body());
            channel.writeAndFlush(new DefaultHttp2HeadersFrame(headers, true));
            finished();
        } else if (response.body() instanceof StreamedBody streamed) {
            channel.write(new DefaultHttp2HeadersFrame(headers, false));
            streaming = new Http2BodySink(channel, streamed, this::finished, this::broken);
            streaming.start();
        } else if (response.body() instanceof FileBody file) {
            sendWhole(headers, Unpooled.wrappedBuffer(file.content()));
        } else {
            sendWhole(headers, Unpooled.wrappedBuffer(((BytesBody) response.body()).bytes()));
        }
    }

    private void sendWhole(Http2Headers headers, ByteBuf payload) {
        channel.write(new DefaultHttp2HeadersFrame(headers, !payload.isReadable()));
        if (payload.isReadable()) {
            Http2BodySink.write(channel, payload, true);
        }
        channel.flush();
        finished();
    }

    private Http2Headers headers(Response response, long length) {
        Http2Headers headers = new DefaultHttp2Headers();
        headers.status(Integer.toString(response.status()));
        Headers given = response.headers();
        for (int i = 0; i < given.size(); i++) {
            if (!ResponseHead.belongsToConnection(given.name(i))) {
                headers.add(given.name(i).toLowerCase(Locale.ROOT), given.value(i));
            }
        }
        if (length >= 0) {
            headers.set("content-length", Long.toString(length));
        }
        if (!headers.contains("date")) {
            headers.add("date", server.date().value());
        }
        return headers;
    }

    /** The answer is out; what is left of the request is not wanted. */
    private void finished() {
        streaming = null;
        answered = true;
        sending.begin(System.nanoTime(), sent());
        if (exchange != null) {
            exchange.giveUpBody();
        }
        if (body != null) {
            body = null;
            reset(Http2Error.NO_ERROR);
        }
    }

    private void broken() {
        reset(Http2Error.INTERNAL_ERROR);
    }

    /**
     * Resets the stream when its client is too slow; to be called from time to time.
     *
     * @return false when the client has not even taken the reset meanwhile
     */
    boolean keepsPace(long now) {
        if (reset) {
            return looksSinceReset++ == 0;
        }
        if (clientIsSlow(now)) {
            reset(Http2Error.CANCEL);
        }
        return true;
    }

    private boolean clientIsSlow(long now) {
        if (!channel.isWritable() || (answered && body == null)) {
            return sending.tooSlow(now, sent());
        }
        if (body != null && !continueOwed && channel.config().isAutoRead()) {
            return receiving.tooSlow(now, received);
        }
        receiving.begin(now, received);
        return false;
    }

    /** A count that grows as the client takes what waits for it. */
    private long sent() {
        return channel.bytesBeforeUnwritable() - channel.bytesBeforeWritable();
    }

    private void reset(Http2Error error) {
        reset = true;
        channel.writeAndFlush(new DefaultHttp2ResetFrame(error))
                .addListener(sent -> channel.close());
    }

    /** The connection or the stream is closed; may be said several times. */
    void clientGone() {
        body = null;
        if (streaming != null) {
            streaming.abandon();
            streaming = null;
        }
        if (exchange != null) {
            exchange.clientGone("the client closed the stream");
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        sending.begin(System.nanoTime(), sent());
        if (streaming != null && channel.isWritable()) {
            streaming.writable();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        clientGone();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        Faults.ofConnection(cause);
        ctx.close();
    }
}
