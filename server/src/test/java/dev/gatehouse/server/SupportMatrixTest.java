package dev.gatehouse.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.boot.Gatehouse;
import dev.gatehouse.server.config.ServerOptions;
import dev.gatehouse.wire.facts.ServiceFacts;
import dev.gatehouse.wire.service.ServiceOperations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The support matrix is what the operation tables say. */
class SupportMatrixTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "support.md");

    private static final String HEAD =
            """
            # Support
            Which operations of AWS's services this server answers, rendered from its operation tables by `SupportMatrixTest`.

            * **works**: as AWS documents it; what differs on purpose is in [intentional.md](intentional.md). A setting that has no
              effect here is refused with an error that names it.
            * **refused**: answers an error of the service that tells why.
            * **not yet**: answers 501 `NotImplementedException`, which names the operation. So does every service that is not listed.
            """;

    @TempDir private Path data;

    @Test
    void documentIsWhatTheOperationTablesSay() throws IOException {
        String matrix;
        try (Gatehouse server =
                Gatehouse.start(
                        ServerOptions.parse("--port=0", "--data-dir=" + data.resolve("data")),
                        "test")) {
            matrix = matrix(server.services());
        }
        if (Boolean.getBoolean("gatehouse.write-docs")) {
            Files.writeString(DOCUMENT, matrix);
        }
        assertThat(DOCUMENT)
                .as("rewrite it with ./mvnw -pl server -am verify -Dgatehouse.write-docs=true")
                .hasContent(matrix);
    }

    private static String matrix(List<ServiceOperations> services) {
        StringBuilder text = new StringBuilder(HEAD);
        services.forEach(service -> append(text, service));
        return text.toString();
    }

    private static void append(StringBuilder text, ServiceOperations service) {
        TreeSet<String> names =
                new TreeSet<>(ServiceFacts.load(service.service()).operations().keySet());
        long working = names.stream().filter(name -> state(service, name).equals("works")).count();
        text.append("\n## %s: %d of %d\n".formatted(service.service(), working, names.size()))
                .append("| operation | |\n|---|---|\n");
        names.forEach(name -> text.append("| %s | %s |\n".formatted(name, state(service, name))));
    }

    private static String state(ServiceOperations service, String name) {
        if (service.operation(name) != null) {
            return "works";
        }
        return service.refusal(name) == null ? "not yet" : "refused";
    }
}
