package dev.gatehouse.http.engine;

import io.netty.buffer.ByteBuf;

/** Takes the bytes of a body, on the event loop of the body that it reads. */
interface BodySink {
    /**
     * Takes the buffer as its own.
     *
     * @return false when the source is to wait until {@link StreamedBody#unblock}
     */
    boolean write(ByteBuf data);

    /** Nothing more comes for now. */
    void flush();

    /** The body is complete. */
    void end();

    /** The body will never be complete. */
    void fail(Throwable cause);
}
