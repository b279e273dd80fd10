package dev.gatehouse.control.function;

import dev.gatehouse.control.code.CodeStore;
import dev.gatehouse.foundation.id.Ids;
import dev.gatehouse.http.message.Body;
import dev.gatehouse.http.message.Headers;
import dev.gatehouse.http.message.Request;
import dev.gatehouse.http.message.Response;
import dev.gatehouse.http.server.Handler;
import dev.gatehouse.wire.service.CallContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Links under which packages can be downloaded without a signature, and the handler that serves
 * them. A link cannot be guessed, holds for ten minutes, and ends with the process that made it.
 */
public final class CodeDownloads implements Handler {
    /** What every link's path begins with; the server mounts the handler there. */
    public static final String PREFIX = "/_gatehouse/code/";

    private static final Duration VALIDITY = Duration.ofMinutes(10);

    private final CodeStore code;
    private final InstantSource clock;
    private final SecretKeySpec key =
            new SecretKeySpec(HexFormat.of().parseHex(Ids.secret(32)), "HmacSHA256");

    public CodeDownloads(CodeStore code, InstantSource clock) {
        this.code = code;
        this.clock = clock;
    }

    /** A link to the package of this SHA-256, on the address that the caller used. */
    String link(String sha256, CallContext call) {
        long expires = clock.instant().plus(VALIDITY).getEpochSecond();
        return call.baseUrl()
                + PREFIX
                + sha256
                + "/"
                + expires
                + "/"
                + signature(sha256, Long.toString(expires));
    }

    @Override
    public CompletionStage<Response> handle(Request request) {
        Optional<String> sha256 = signed(request);
        if (sha256.isEmpty()) {
            return CompletableFuture.completedStage(refusal());
        }
        return CompletableFuture.supplyAsync(
                () -> code.archive(sha256.get()).map(CodeDownloads::response).orElse(refusal()),
                task -> Thread.ofVirtual().start(task));
    }

    /** The SHA-256 of a link that holds. */
    private Optional<String> signed(Request request) {
        if (!request.method().equals("GET") || !request.rawPath().startsWith(PREFIX)) {
            return Optional.empty();
        }
        String[] parts = request.rawPath().substring(PREFIX.length()).split("/", -1);
        if (parts.length != 3 || !isSigned(parts[0], parts[1], parts[2])) {
            return Optional.empty();
        }
        boolean expired = clock.instant().getEpochSecond() > Long.parseLong(parts[1]);
        return expired ? Optional.empty() : Optional.of(parts[0]);
    }

    private boolean isSigned(String sha256, String expires, String signature) {
        return MessageDigest.isEqual(
                signature(sha256, expires).getBytes(StandardCharsets.UTF_8),
                signature.getBytes(StandardCharsets.UTF_8));
    }

    private String signature(String sha256, String expires) {
        try {
            Mac mac = Mac.getInstance(key.getAlgorithm());
            mac.init(key);
            byte[] signed = (sha256 + "/" + expires).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(mac.doFinal(signed));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    private static Response response(Path archive) {
        try {
            return new Response(
                    200, Headers.of("Content-Type", "application/zip"), Body.of(archive));
        } catch (IOException e) {
            throw new CompletionException(e);
        }
    }

    private static Response refusal() {
        return Response.of(
                403,
                Headers.of("Content-Type", "text/plain"),
                "This link is not, or no longer, valid.\n".getBytes(StandardCharsets.UTF_8));
    }
}
