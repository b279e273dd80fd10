package dev.gatehouse.http.engine;

import dev.gatehouse.http.engine.ConnectionWatch.Waits;
import dev.gatehouse.http.message.Body;
import dev.gatehouse.http.message.Response;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/**
 * A client's HTTP/1.1 connection: one request at a time, in order; what a client has pipelined
 * waits unread, also while there is no room for answers because the client does not take them.
 * While a request is answered the connection keeps reading, which is how a client that vanishes is
 * noticed.
 */
// Netty tells the pipeline of what fails, so nobody looks at the futures.
@SuppressWarnings("FutureReturnValueIgnored")
final class Http1ServerConnection extends ChannelInboundHandlerAdapter
        implements StreamedBody.Producer {
    private final ServerContext server;
    private final Channel channel;
    private final Peer peer;
    private final Http1Output output;
    private final Http1Input input = new Http1Input();
    private final HeadScan scan = new HeadScan();
    private final BodyDecoder decoder = new BodyDecoder();
    private final ConnectionWatch watch;

    /** The body of the request that is being received; null between bodies. */
    private @Nullable StreamedBody body;

    /** The request that is being answered. */
    private @Nullable Http1Exchange exchange;

    private boolean continueOwed;
    private boolean mayBecomeHttp2;
    private boolean draining;
    private boolean closing;
    private boolean closeOwed;
    private boolean driving;

    Http1ServerConnection(ServerContext server, Channel channel, Peer peer) {
        this.server = server;
        this.channel = channel;
        this.peer = peer;
        this.output = new Http1Output(channel, server.date());
        this.mayBecomeHttp2 = !peer.secure();
        this.watch = new ConnectionWatch(channel, server.limits());
    }

    EventLoop loop() {
        return channel.eventLoop();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        watch.start();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        watch.stop();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (closing) {
            ReferenceCountUtil.release(message);
            return;
        }
        input.add(ctx.alloc(), (ByteBuf) message);
        output.holdFlushes();
        drive();
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (body != null) {
            body.flush();
        }
        output.releaseFlushes();
    }

    /** Reads as far as the bytes and the request in hand allow. */
    private void drive() {
        if (driving) {
            return;
        }
        driving = true;
        try {
            while (step()) {
                // Each step consumes input.
            }
        } catch (MalformedMessageException e) {
            if (!closeOwed) {
                reject(e);
            }
        } finally {
            driving = false;
        }
        if (closeOwed) {
            close();
            return;
        }
        input.trim();
        steerReading();
    }

    private boolean step() throws MalformedMessageException {
        if (!input.hasBytes() || closing) {
            return false;
        }
        if (!decoder.done()) {
            receiveBody();
            return decoder.done();
        }
        return mayBegin() && !http2Begins() && receiveRequest();
    }

    private boolean mayBegin() {
        return exchange == null && channel.isWritable();
    }

    /** Whether the connection turns out to be, or may still turn out to be, HTTP/2. */
    private boolean http2Begins() {
        if (!mayBecomeHttp2) {
            return false;
        }
        return switch (Http2Start.preface(input.bytes())) {
            case ABSENT -> {
                mayBecomeHttp2 = false;
                yield false;
            }
            case INCOMPLETE -> true;
            case PRESENT -> {
                closing = true;
                Http2Start.byPriorKnowledge(server, channel, peer, this, input.take());
                yield true;
            }
        };
    }

    private boolean receiveRequest() throws MalformedMessageException {
        ByteBuf bytes = input.bytes();
        if (!scan.complete(bytes, server.limits().maxHeadBytes())) {
            watch.waitsFor(Waits.HEAD);
            return false;
        }
        Head.OfRequest head = HeadParser.request(bytes, scan);
        scan.reset();
        Framing framing = MessageRules.ofRequest(head);
        continueOwed = MessageRules.expectsContinue(head);
        decoder.begin(framing);
        if (framing.kind() == Framing.Kind.NONE) {
            if (!peer.secure() && Http2Start.byUpgrade(server, channel, peer, this, head)) {
                closing = true;
                channel.pipeline().fireChannelRead(input.take());
                return false;
            }
            begin(head, Body.empty());
            return true;
        }
        StreamedBody streamed = new StreamedBody(loop(), framing.length(), this);
        body = streamed;
        receiveBody();
        begin(head, streamed);
        return true;
    }

    private void begin(Head.OfRequest head, Body payload) {
        boolean persists = MessageRules.persists(head.headers(), head.http11());
        Http1Exchange begun = new Http1Exchange(this, peer, head, persists);
        exchange = begun;
        if (decoder.done() || continueOwed) {
            watch.waitsFor(Waits.NOTHING);
        }
        begun.run(server.handler(), head.with(payload, begun));
    }

    private void receiveBody() throws MalformedMessageException {
        StreamedBody receiver = body;
        if (receiver == null) {
            throw new IllegalStateException("body bytes without a body");
        }
        if (input.hasBytes()) {
            continueOwed = false;
            ByteBuf bytes = input.bytes();
            int before = bytes.readableBytes();
            decoder.decode(bytes, receiver::offer);
            watch.received(before - bytes.readableBytes());
        }
        if (decoder.done()) {
            body = null;
            watch.waitsFor(exchange == null ? Waits.TRAFFIC : Waits.NOTHING);
            receiver.end();
        } else if (!continueOwed) {
            watch.waitsFor(Waits.BODY);
        }
    }

    private void steerReading() {
        boolean enough = body == null ? input.hasBytes() && !mayBegin() : body.full();
        boolean wanted = closing || !enough;
        if (channel.config().isAutoRead() != wanted) {
            channel.config().setAutoRead(wanted);
        }
    }

    // The request's body is read, or will not be.

    @Override
    public void wanted() {
        if (continueOwed) {
            continueOwed = false;
            output.writeContinue();
            watch.waitsFor(Waits.BODY);
        }
        steerReading();
    }

    @Override
    public void cancelled() {
        steerReading();
    }

    // Answers.

    /** Writes the response, unless the exchange is over already. */
    void send(Http1Exchange answered, Response response) {
        if (answered != exchange) {
            ServerExchange.drop(response.body());
            return;
        }
        boolean goesOn = answered.persists() && !draining && !closing && restWillBeRead();
        watch.waitsFor(Waits.NOTHING);
        output.write(answered, response, goesOn, this::finished);
    }

    /** Whether the rest of the request's body is here or surely coming, and short. */
    private boolean restWillBeRead() {
        return decoder.done()
                || (!continueOwed
                        && decoder.hasKnownLength()
                        && decoder.remaining() <= ServerExchange.MAX_UNREAD_REST);
    }

    private void finished(boolean mayGoOn) {
        boolean goesOn = mayGoOn && !draining;
        Http1Exchange answered = exchange;
        exchange = null;
        if (answered != null) {
            answered.giveUpBody();
        }
        watch.waitsFor(goesOn && !decoder.done() ? Waits.BODY : Waits.TRAFFIC);
        if (goesOn) {
            drive();
            return;
        }
        closing = true;
        closeOwed = true;
        if (!driving) {
            close();
        }
    }

    /** Not to be called while the input is being read. */
    private void close() {
        closeOwed = false;
        boolean allRead = decoder.done() && !input.hasBytes();
        input.discard();
        if (allRead) {
            output.closeAfterFlush();
        } else {
            LingeringClose.afterFlush(channel, this);
        }
    }

    private void reject(MalformedMessageException reason) {
        closing = true;
        boolean answering = output.busy();
        abandon("the request is malformed: " + reason.getMessage());
        if (answering) {
            channel.close();
            return;
        }
        output.writeRejection(reason.status());
        input.discard();
        LingeringClose.afterFlush(channel, this);
    }

    /** The client is gone, or has broken the protocol. */
    private void abandon(String reason) {
        Http1Exchange unanswered = exchange;
        exchange = null;
        StreamedBody incomplete = body;
        body = null;
        output.abandon();
        if (unanswered != null) {
            unanswered.clientGone(reason);
        }
        if (incomplete != null) {
            incomplete.fail(reason);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        output.writabilityChanged();
        watch.roomChanged();
        if (channel.isWritable()) {
            drive();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        closing = true;
        abandon("the client closed the connection");
        input.discard();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event == ServerContext.Drain.REQUESTED) {
            draining = true;
            if (exchange == null && !closing) {
                closing = true;
                close();
            }
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        Faults.ofConnection(cause);
        ctx.close();
    }
}
