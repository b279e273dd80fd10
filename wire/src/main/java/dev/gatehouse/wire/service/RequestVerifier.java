package dev.gatehouse.wire.service;

import dev.gatehouse.http.message.Request;

/**
 * Finds out who signed a request.
 *
 * <p>Default deny: a request that carries no signature, one of an unknown form, or one that does
 * not fit the request fails. Never answers for a request that it could not check.
 */
@FunctionalInterface
public interface RequestVerifier {
    /**
     * @param request as it stood on the wire; its body has been collected into the other argument
     * @param body the payload as it stood on the wire, perhaps in {@code aws-chunked} form
     * @throws ServiceFault with AWS's status, code and words when the signature is absent or wrong
     */
    Verified verify(Request request, byte[] body) throws ServiceFault;
}
