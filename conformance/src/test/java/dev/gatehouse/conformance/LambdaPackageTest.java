package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.CreateFunctionResponse;
import software.amazon.awssdk.services.lambda.model.GetFunctionResponse;
import software.amazon.awssdk.services.lambda.model.LambdaException;

/** Packages as large as AWS takes them (AWS docs: Lambda quotas). */
class LambdaPackageTest {
    private static final int LARGEST = 52_428_800;

    @RegisterExtension static final RunningServer server = new RunningServer();

    private static Clients clients;

    @BeforeAll
    static void connect() {
        clients = new Clients(server.url());
    }

    @AfterAll
    static void close() {
        clients.close();
    }

    @Test
    void fiftyMegabytesAreTakenAndGivenBack() {
        byte[] zip = Packages.ofSize(LARGEST);
        CreateFunctionResponse created = clients.lambda.createFunction(function("large", zip));
        GetFunctionResponse found =
                clients.lambda.getFunction(request -> request.functionName("large"));
        HttpResponse<byte[]> fetched =
                clients.sendForBytes(
                        HttpRequest.newBuilder(URI.create(found.code().location())).build());

        assertThat(created.codeSize()).isEqualTo(LARGEST);
        assertThat(fetched.body()).isEqualTo(zip);
    }

    @Test
    void oneByteMoreIsRefused() {
        byte[] zip = Packages.ofSize(LARGEST + 1);

        assertThatThrownBy(() -> clients.lambda.createFunction(function("larger", zip)))
                .isInstanceOfSatisfying(
                        LambdaException.class,
                        refused -> {
                            assertThat(refused.statusCode()).isEqualTo(413);
                            assertThat(refused.awsErrorDetails().errorCode())
                                    .isEqualTo("RequestEntityTooLargeException");
                        })
                .hasMessageContaining(
                        "Request must be smaller than 70167211 bytes for the CreateFunction"
                                + " operation");
    }

    private static CreateFunctionRequest function(String name, byte[] zip) {
        return Clients.function(name, "provided.al2023", "none", Map.of())
                .code(code -> code.zipFile(SdkBytes.fromByteArrayUnsafe(zip)))
                .build();
    }
}
