package dev.gatehouse.functions.dispatch;

import dev.gatehouse.functions.environment.RoleCredentials;
import dev.gatehouse.functions.environment.Timer;
import dev.gatehouse.functions.log.LogSink;
import dev.gatehouse.functions.runtimeapi.RuntimeApi;
import dev.gatehouse.functions.sandbox.Sandbox;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * What the host needs of the rest of the program.
 *
 * @param sandbox closed with the host
 * @param runtimeApiAddress where {@code runtimeApi} listens: {@code 127.0.0.1:PORT}
 */
public record Surroundings(
        Sandbox sandbox,
        RuntimeApi runtimeApi,
        String runtimeApiAddress,
        Providers providers,
        Timer timer,
        InstantSource clock) {
    /**
     * What functions get from the rest of the program.
     *
     * @param endpointUrl where they find the AWS API: this server; asked at every start
     */
    public record Providers(
            RoleCredentials credentials, Supplier<String> endpointUrl, LogSink logs) {}
}
