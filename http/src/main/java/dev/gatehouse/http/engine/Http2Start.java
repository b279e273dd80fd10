package dev.gatehouse.http.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.gatehouse.http.message.Headers;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Turns a connection into HTTP/2: by ALPN, by the client's preface, or by Upgrade (RFC 7540 3). */
// Netty tells the pipeline of what fails, so nobody looks at the futures.
@SuppressWarnings("FutureReturnValueIgnored")
final class Http2Start {
    private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII);
    private static final byte[] SWITCHING =
            "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n"
                    .getBytes(US_ASCII);
    private static final int UPGRADE_STREAM = 1;
    private static final int SETTING_BYTES = 6;

    // A client may have this many requests open, and this many resets per window.
    private static final int MAX_STREAMS = 128;
    private static final int MAX_RESETS = 200;
    private static final int RESET_WINDOW_SECONDS = 30;
    private static final int MAX_EMPTY_DATA_FRAMES = 2;
    private static final int MAX_SMALL_CONTINUATIONS = 16;
    private static final int MAX_QUEUED_CONTROL_FRAMES = 1000;
    private static final int WINDOW = 256 * 1024;

    /** So many streams whose bodies nobody reads leave room for others. */
    private static final int STALLED_STREAMS = 4;

    /** Whether the bytes are, or may become, the preface of HTTP/2. */
    enum Preface {
        ABSENT,
        INCOMPLETE,
        PRESENT
    }

    private Http2Start() {}

    static Preface preface(ByteBuf bytes) {
        int here = Math.min(bytes.readableBytes(), PREFACE.length);
        for (int i = 0; i < here; i++) {
            if (bytes.getByte(bytes.readerIndex() + i) != PREFACE[i]) {
                return Preface.ABSENT;
            }
        }
        return here == PREFACE.length ? Preface.PRESENT : Preface.INCOMPLETE;
    }

    static void byPriorKnowledge(
            ServerContext server, Channel channel, Peer peer, ChannelHandler http1, ByteBuf bytes) {
        install(server, channel.pipeline(), peer);
        channel.pipeline().remove(http1);
        channel.pipeline().fireChannelRead(bytes);
    }

    static void byNegotiation(ServerContext server, Channel channel, Peer peer) {
        install(server, channel.pipeline(), peer);
    }

    /** Whether the request asked for HTTP/2 as it should; the request is then answered by it. */
    static boolean byUpgrade(
            ServerContext server,
            Channel channel,
            Peer peer,
            ChannelHandler http1,
            Head.OfRequest head) {
        Http2Settings settings = offeredSettings(head.headers());
        if (settings == null || !head.http11()) {
            return false;
        }
        channel.writeAndFlush(Unpooled.wrappedBuffer(SWITCHING), channel.voidPromise());
        Http2FrameCodec codec = install(server, channel.pipeline(), peer);
        try {
            codec.onHttpServerUpgrade(settings);
            codec.decoder()
                    .frameListener()
                    .onHeadersRead(
                            channel.pipeline().context(codec),
                            UPGRADE_STREAM,
                            asHttp2(head),
                            0,
                            true);
        } catch (Http2Exception e) {
            channel.close();
        }
        channel.pipeline().remove(http1);
        return true;
    }

    private static Http2FrameCodec install(
            ServerContext server, ChannelPipeline pipeline, Peer peer) {
        Http2Settings settings =
                Http2Settings.defaultSettings()
                        .maxConcurrentStreams(MAX_STREAMS)
                        .initialWindowSize(WINDOW)
                        .maxHeaderListSize(server.limits().maxHeadBytes());
        Http2FrameCodec codec =
                Http2FrameCodecBuilder.forServer()
                        .initialSettings(settings)
                        .decoderEnforceMaxRstFramesPerWindow(MAX_RESETS, RESET_WINDOW_SECONDS)
                        .encoderEnforceMaxRstFramesPerWindow(MAX_RESETS, RESET_WINDOW_SECONDS)
                        .decoderEnforceMaxConsecutiveEmptyDataFrames(MAX_EMPTY_DATA_FRAMES)
                        .decoderEnforceMaxSmallContinuationFrames(MAX_SMALL_CONTINUATIONS)
                        .encoderEnforceMaxQueuedControlFrames(MAX_QUEUED_CONTROL_FRAMES)
                        // Netty's default closes at once; how long to wait is the listener's to
                        // say.
                        .gracefulShutdownTimeoutMillis(-1)
                        .validateHeaders(true)
                        .validateRequiredPseudoHeaders(true)
                        .build();
        Http2Streams streams = new Http2Streams(server, peer);
        pipeline.addLast(
                codec,
                new Http2MultiplexHandler(streams),
                new Http2ConnectionGuard(streams, server.limits()));
        widen(codec, pipeline);
        return codec;
    }

    /**
     * The settings tell the streams' windows only; the connection's would be that of one stream.
     */
    private static void widen(Http2FrameCodec codec, ChannelPipeline pipeline) {
        Http2Connection connection = codec.connection();
        try {
            connection
                    .local()
                    .flowController()
                    .incrementWindowSize(connection.connectionStream(), STALLED_STREAMS * WINDOW);
        } catch (Http2Exception e) {
            pipeline.fireExceptionCaught(e);
        }
    }

    private static @Nullable Http2Settings offeredSettings(Headers headers) {
        String upgrade = headers.first("upgrade");
        String connection = headers.first("connection");
        String encoded = headers.first("http2-settings");
        boolean asked =
                upgrade != null
                        && connection != null
                        && encoded != null
                        && MessageRules.hasToken(upgrade, "h2c")
                        && MessageRules.hasToken(connection, "upgrade")
                        && MessageRules.hasToken(connection, "http2-settings");
        if (!asked) {
            return null;
        }
        try {
            return settings(Base64.getUrlDecoder().decode(encoded));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static Http2Settings settings(byte[] payload) {
        if (payload.length % SETTING_BYTES != 0) {
            throw new IllegalArgumentException("settings of " + payload.length + " bytes");
        }
        Http2Settings settings = new Http2Settings();
        ByteBuf in = Unpooled.wrappedBuffer(payload);
        while (in.isReadable()) {
            char id = (char) in.readUnsignedShort();
            settings.put(id, Long.valueOf(in.readUnsignedInt()));
        }
        return settings;
    }

    private static Http2Headers asHttp2(Head.OfRequest head) {
        Http2Headers headers = new DefaultHttp2Headers(false);
        headers.method(head.method()).path(head.target()).scheme("http");
        for (int i = 0; i < head.headers().size(); i++) {
            String name = head.headers().name(i);
            String value = head.headers().value(i);
            if (name.equalsIgnoreCase("host")) {
                headers.authority(value);
            } else if (!ResponseHead.belongsToConnection(name)
                    && !name.equalsIgnoreCase("http2-settings")) {
                headers.add(name.toLowerCase(Locale.ROOT), value);
            }
        }
        return headers;
    }
}
