package dev.gatehouse.http.engine;

import dev.gatehouse.http.message.Body;
import dev.gatehouse.http.message.BytesBody;
import dev.gatehouse.http.message.FileBody;
import dev.gatehouse.http.message.Headers;
import dev.gatehouse.http.message.Response;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.util.ReferenceCountUtil;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One HTTP/2 stream: its request, its answer. */
// Netty tells the pipeline of what fails, so nobody looks at the futures.
@SuppressWarnings("FutureReturnValueIgnored")
final class Http2StreamHandler extends ChannelInboundHandlerAdapter
        implements StreamedBody.Producer {
    private final ServerContext server;
    private final Channel channel;
    private final Peer peer;
    private final Pace receiving;
    private final Pace sending;
    private @Nullable Http2Exchange exchange;

    /** The body of the request while it comes. */
    private @Nullable StreamedBody body;

    private @Nullable Http2BodySink streaming;

    /** Done when the answer is out; null until it has been written. */
    private @Nullable ChannelFuture answer;

    private long received;
    private long unwanted;
    private boolean toHead;
    private boolean continueOwed;
    private boolean restRefused;
    private boolean reset;
    private int looksSinceReset;

    Http2StreamHandler(ServerContext server, Channel channel, Peer peer) {
        this.server = server;
        this.channel = channel;
        this.peer = peer;
        this.receiving = Pace.ofBodies(server.limits());
        this.sending = Pace.ofAnswers(server.limits());
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
            default -> ReferenceCountUtil.release(message);
        }
    }

    private void receiveHead(Http2HeadersFrame frame) {
        Head.OfRequest head;
        long announced;
        try {
            head = Http2RequestHead.of(frame.headers());
            continueOwed = MessageRules.expectsContinue(head);
            announced = announcedLength(head.headers());
        } catch (MalformedMessageException e) {
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

    /** That there are as many bytes as announced has been seen to by Netty. */
    private void receiveData(Http2DataFrame data) {
        StreamedBody receiver = body;
        if (receiver == null) {
            data.release();
            return;
        }
        int bytes = data.content().readableBytes();
        continueOwed = false;
        received += bytes;
        receiver.offer(data.content());
        receiveEnd(data.isEndStream());
        if (answer != null) {
            unwanted += bytes;
            refuseLongRest(answer);
        }
        steerReading();
    }

    /** A short rest may come: resets for all who are answered early would look like an attack. */
    private void refuseLongRest(ChannelFuture answer) {
        boolean tooLong = continueOwed || unwanted > ServerExchange.MAX_UNREAD_REST;
        if (body != null && tooLong && !restRefused) {
            restRefused = true;
            answer.addListener(_ -> reset(Http2Error.NO_ERROR));
        }
    }

    private void receiveEnd(boolean endOfStream) {
        StreamedBody receiver = body;
        if (receiver != null && endOfStream) {
            body = null;
            receiver.end();
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
        Http2Headers headers = Http2ResponseHead.of(head, server.date());
        if (!head.bodyAllowed()) {
            ServerExchange.drop(response.body());
            finished(channel.writeAndFlush(new DefaultHttp2HeadersFrame(headers, true)));
        } else if (response.body() instanceof StreamedBody streamed) {
            channel.write(new DefaultHttp2HeadersFrame(headers, false));
            stream(streamed);
        } else if (response.body() instanceof FileBody file) {
            sendWhole(headers, Unpooled.wrappedBuffer(file.content()));
        } else {
            sendWhole(headers, Unpooled.wrappedBuffer(((BytesBody) response.body()).bytes()));
        }
    }

    private void sendWhole(Http2Headers headers, ByteBuf payload) {
        ChannelFuture written =
                channel.write(new DefaultHttp2HeadersFrame(headers, !payload.isReadable()));
        if (payload.isReadable()) {
            written = Http2BodySink.write(channel, payload, true);
        }
        channel.flush();
        finished(written);
    }

    private void stream(StreamedBody source) {
        Http2BodySink sink = new Http2BodySink(channel, source, new AnswerListener());
        streaming = sink;
        sink.start();
    }

    private final class AnswerListener implements ChannelBodySink.Listener {
        @Override
        public void written() {
            finished(Objects.requireNonNull(streaming).lastFrame());
        }

        @Override
        public void broken(Throwable cause) {
            reset(Http2Error.INTERNAL_ERROR);
        }
    }

    /** The answer has been written; what is left of the request is not wanted. */
    private void finished(ChannelFuture lastFrame) {
        streaming = null;
        answer = lastFrame;
        sending.begin(System.nanoTime(), sent());
        if (exchange != null) {
            exchange.giveUpBody();
        }
        refuseLongRest(lastFrame);
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
        if (!channel.isWritable() || (answer != null && !answer.isDone())) {
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

    /** A reset comes past the frames that wait to be read. */
    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof Http2ResetFrame) {
            clientGone();
        }
        ctx.fireUserEventTriggered(event);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        clientGone();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        Faults.ofConnection(cause);
        // After an error of HTTP/2 Netty resets the stream, and says which it was.
        if (!(cause instanceof Http2Exception)) {
            ctx.close();
        }
    }
}
