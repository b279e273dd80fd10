/**
 * The HTTP engine on Netty: the only package that knows it.
 *
 * <p>HTTP/1.1 is read by a strict parser of our own ({@link dev.gatehouse.http.engine.HeadParser},
 * {@link dev.gatehouse.http.engine.BodyDecoder}) and written straight into buffers; HTTP/2 and TLS
 * are Netty's. Everything about one connection happens on its event loop, and a backend's
 * connection is taken from the pool of the loop that asks.
 */
@NullMarked
package dev.gatehouse.http.engine;

import org.jspecify.annotations.NullMarked;
