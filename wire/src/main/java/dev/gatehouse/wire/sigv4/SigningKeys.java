package dev.gatehouse.wire.sigv4;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Derives signing keys and keeps those that proved good, because a client uses one all day.
 * Bounded: when it is full it starts anew.
 */
final class SigningKeys {
    private static final int MOST = 256;

    private final Map<Derivation, byte[]> proven = new ConcurrentHashMap<>();

    byte[] key(Scope scope, String secret) {
        byte[] known = proven.get(new Derivation(scope, secret));
        return known != null ? known : derive(scope, secret);
    }

    /**
     * Keeps a key after a signature by it was found right: what merely claims to be signed cannot
     * drive others out.
     */
    void keep(Scope scope, String secret, byte[] key) {
        Derivation derivation = new Derivation(scope, secret);
        if (proven.containsKey(derivation)) {
            return;
        }
        if (proven.size() >= MOST) {
            proven.clear();
        }
        proven.put(derivation, key);
    }

    static byte[] derive(Scope scope, String secret) {
        byte[] start = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
        byte[] day = Hashes.hmac(start, scope.date());
        byte[] region = Hashes.hmac(day, scope.region());
        byte[] service = Hashes.hmac(region, scope.service());
        return Hashes.hmac(service, "aws4_request");
    }

    private record Derivation(Scope scope, String secret) {}
}
