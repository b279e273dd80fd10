package dev.gatehouse.server.cli;

import dev.gatehouse.server.boot.Gatehouse;
import dev.gatehouse.server.config.ServerOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs the server until it is told to stop. */
@Command(
        name = "start",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Runs the server until SIGTERM or Ctrl-C.")
final class StartCommand implements Callable<Integer> {
    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli fills the field
    private ServerOptions options;

    @Override
    public Integer call() throws InterruptedException {
        try (Gatehouse server = Gatehouse.start(options.settings(), Main.Version.number());
                Stopping _ = Stopping.onSignal(server)) {
            System.out.println("Gatehouse is ready on " + server.url());
            if (server.secureUrl() != null) {
                System.out.println("and with TLS on " + server.secureUrl());
            }
            System.out.println("Point clients at it:  export AWS_ENDPOINT_URL=" + server.url());
            server.awaitStop();
        }
        return 0;
    }
}
