package dev.gatehouse.wire.sigv4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gatehouse.foundation.json.Json;
import dev.gatehouse.http.message.Headers;
import dev.gatehouse.wire.service.ServiceFault;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What botocore signs is accepted, and nothing near it. */
class BotocoreTest {
    private final SigV4Verifier verifier =
            new SigV4Verifier(
                    new RootCredentials("test", "test", "000000000000"), InstantSource.system());

    @TempDir private Path temp;

    @Test
    void everyRequestOfTheBatchIsAcceptedAndNoMutant() throws Exception {
        Map<String, Integer> counts = new TreeMap<>();
        for (String line : signedBatch().lines().toList()) {
            JsonNode signed = Json.parse(line);
            RawRequest request = request(signed);
            verifier.verify(request.request(), request.body());
            counts.merge("accepted", 1, Integer::sum);
            boolean bodyIsSigned = !signed.get("unsignedPayload").asBoolean();
            Mutations.of(request)
                    .filter(mutation -> bodyIsSigned || !mutation.changesBody())
                    .forEach(mutation -> {
                        requireRefusal(signed.get("name").asString(), mutation);
                        counts.merge("mutants refused", 1, Integer::sum);
                    });
        }
        System.out.println("BotocoreTest: " + counts);
        assertThat(counts.get("accepted")).isGreaterThan(100);
    }

    private void requireRefusal(String name, Mutations.Mutation mutation) {
        assertThatThrownBy(() ->
                        verifier.verify(mutation.mutant().request(), mutation.mutant().body()))
                .as(name + ": " + mutation.name())
                .isInstanceOf(ServiceFault.class);
    }

    private static RawRequest request(JsonNode signed) {
        Headers.Builder headers = Headers.builder();
        for (JsonNode header : signed.get("headers")) {
            headers.add(header.get(0).asString(), header.get(1).asString());
        }
        return new RawRequest(
                Loopback.request(
                        signed.get("method").asString(),
                        signed.get("target").asString(),
                        headers.build()),
                Base64.getDecoder().decode(signed.get("body").asString()));
    }

    private String signedBatch() throws IOException, InterruptedException {
        Path script = temp.resolve("sign.py");
        try (InputStream source =
                Objects.requireNonNull(getClass().getResourceAsStream("sign_batch.py"))) {
            Files.copy(source, script);
        }
        Process python = python(script);
        String output = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(python.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assumeTrue(python.exitValue() != 3, "python3 has no botocore");
        assertThat(python.exitValue()).isZero();
        return output;
    }

    private static Process python(Path script) {
        try {
            return new ProcessBuilder("python3", script.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            assumeTrue(false, "no python3: " + e.getMessage());
            throw new AssertionError("an assumption that failed returned", e);
        }
    }
}
