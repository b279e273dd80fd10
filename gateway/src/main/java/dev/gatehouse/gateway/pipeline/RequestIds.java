package dev.gatehouse.gateway.pipeline;

import java.util.Base64;
import java.util.concurrent.ThreadLocalRandom;

/** Request ids as HTTP APIs give them: eleven bytes in base64, {@code JKJaXmPLvHcESHA=}. */
final class RequestIds {
    private RequestIds() {}

    static String next() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        byte[] bytes = new byte[11];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().encodeToString(bytes);
    }
}
