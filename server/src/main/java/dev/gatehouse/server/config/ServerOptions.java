package dev.gatehouse.server.config;

import dev.gatehouse.gateway.stage.HttpApiStage.Throttle;
import dev.gatehouse.server.config.Settings.RootCredentials;
import dev.gatehouse.server.config.Settings.Tls;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/**
 * The options of every command that runs a server. Each is also {@code GATEHOUSE_…} in the
 * environment.
 */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class ServerOptions {
    /** With the two hours for which an environment gets work, less than its credentials hold. */
    private static final int MOST_IDLE_SECONDS = 8 * 3600;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "YAML file whose keys are these options' names.")
    @Nullable Path config;

    @Option(
            names = "--port",
            defaultValue = "4566",
            description =
                    "Port for AWS calls and APIs; 0 takes a free one (default: ${DEFAULT-VALUE}).")
    int port;

    @Option(
            names = "--bind",
            defaultValue = "127.0.0.1",
            paramLabel = "ADDRESS",
            description =
                    "Address to listen on (default: ${DEFAULT-VALUE}). Beyond loopback, set your own --access-key-id.")
    String bind;

    @Option(
            names = "--data-dir",
            defaultValue = ".gatehouse",
            paramLabel = "DIR",
            description = "Where everything that must survive is kept (default: ${DEFAULT-VALUE}).")
    Path dataDirectory;

    @Option(
            names = "--access-key-id",
            defaultValue = "test",
            paramLabel = "ID",
            description = "Root access key id.")
    String accessKeyId;

    @Option(
            names = "--secret-access-key",
            defaultValue = "test",
            paramLabel = "KEY",
            description = "Root secret key.")
    String secretAccessKey;

    @Option(
            names = "--account",
            defaultValue = "000000000000",
            paramLabel = "ID",
            description = "The account's twelve digits (default: ${DEFAULT-VALUE}).")
    String account;

    @Option(
            names = "--region",
            defaultValue = "us-east-1",
            paramLabel = "NAME",
            description =
                    "Region of what `run` makes (default: ${DEFAULT-VALUE}); AWS calls are in the region"
                            + " that they are signed for.")
    String region;

    @Option(
            names = "--tls-port",
            defaultValue = "4567",
            paramLabel = "PORT",
            description = "Port for HTTPS when TLS is on (default: ${DEFAULT-VALUE}).")
    int tlsPort;

    @Option(
            names = "--tls-certificate",
            paramLabel = "PEM",
            description = "Certificate chain; turns TLS on.")
    @Nullable Path tlsCertificate;

    @Option(
            names = "--tls-key",
            paramLabel = "PEM",
            description = "Private key of the certificate.")
    @Nullable Path tlsKey;

    @Option(
            names = "--tls-self-signed",
            arity = "0..1",
            fallbackValue = "true",
            paramLabel = "true|false",
            description = "Turns TLS on with a self-made certificate for localhost.")
    boolean tlsSelfSigned;

    @Option(
            names = "--max-connections",
            defaultValue = "10000",
            paramLabel = "N",
            description =
                    "Clients' connections at once on each port; more are closed as they come (default: ${DEFAULT-VALUE}).")
    int maxConnections;

    @Option(
            names = "--strict-runtimes",
            arity = "0..1",
            fallbackValue = "true",
            paramLabel = "true|false",
            description = "Refuse a function whose exact runtime version is not installed.")
    boolean strictRuntimes;

    @Option(
            names = "--require-isolation",
            arity = "0..1",
            fallbackValue = "true",
            paramLabel = "true|false",
            description = "Refuse to start when functions cannot be sandboxed (bubblewrap).")
    boolean requireIsolation;

    @Option(
            names = "--runtime-path",
            split = ",",
            paramLabel = "DIR",
            description = "Further folders to look for node, python and JDKs in.")
    List<Path> runtimePaths = List.of();

    @Option(
            names = "--concurrency",
            defaultValue = "1000",
            paramLabel = "N",
            description = "Invocations at once in the account (default: ${DEFAULT-VALUE}).")
    int concurrency;

    @Option(
            names = "--spares",
            defaultValue = "1",
            paramLabel = "N",
            description =
                    "Booted interpreters kept ready for each runtime in use (default: ${DEFAULT-VALUE}).")
    int spares;

    @Option(
            names = "--processor-affinity",
            arity = "0..1",
            defaultValue = "true",
            fallbackValue = "true",
            paramLabel = "true|false",
            description =
                    "Keep a function that answers thousands of invocations a second on the processors that serve its callers (default: ${DEFAULT-VALUE}).")
    boolean processorAffinity;

    @Option(
            names = "--idle-seconds",
            defaultValue = "600",
            paramLabel = "S",
            description =
                    "Seconds after which an idle function environment goes (default: ${DEFAULT-VALUE}).")
    int idleSeconds;

    @Option(
            names = "--vpc-link",
            split = ",",
            paramLabel = "ARN=HOST:PORT",
            description = "The address behind a listener or service ARN of private integrations.")
    Map<String, String> vpcLinks = new LinkedHashMap<>();

    @Option(
            names = "--backend-authorities",
            paramLabel = "PEM",
            description =
                    "Authorities whose certificates backends may have, instead of those that the JVM trusts.")
    @Nullable Path backendAuthorities;

    @Option(
            names = "--routes-per-api",
            defaultValue = "300",
            paramLabel = "N",
            description = "Quota of routes in an HTTP API (default: ${DEFAULT-VALUE}).")
    int routesPerApi;

    @Option(
            names = "--throttle-rate",
            defaultValue = "10000",
            paramLabel = "N",
            description =
                    "Requests a second to all APIs of the account together (default: ${DEFAULT-VALUE}).")
    double throttleRate;

    @Option(
            names = "--throttle-burst",
            defaultValue = "5000",
            paramLabel = "N",
            description = "Requests above that rate at once (default: ${DEFAULT-VALUE}).")
    int throttleBurst;

    /** Of what {@code run} makes. */
    public String region() {
        return region;
    }

    /**
     * The settings that these arguments alone give.
     *
     * @throws SettingsException when one is wrong
     */
    public static Settings parse(String... arguments) {
        ServerOptions options = new ServerOptions();
        try {
            new CommandLine(options).parseArgs(arguments);
        } catch (CommandLine.ParameterException e) {
            throw new SettingsException(String.valueOf(e.getMessage()), e);
        }
        return options.settings();
    }

    /**
     * The checked settings.
     *
     * @throws SettingsException when they contradict each other or are not safe
     */
    public Settings settings() {
        requireForms();
        RootCredentials root = new RootCredentials(accessKeyId, secretAccessKey);
        OptionRules.safeBinding(bind, root);
        return new Settings(
                OptionRules.address(bind),
                bind,
                port,
                tls(),
                maxConnections,
                dataDirectory.toAbsolutePath().normalize(),
                root,
                account,
                region,
                functions(),
                httpApis());
    }

    private void requireForms() {
        OptionRules.range("--port", port, 0, 65_535);
        OptionRules.range("--tls-port", tlsPort, 0, 65_535);
        OptionRules.range("--max-connections", maxConnections, 1, 1_000_000);
        OptionRules.account(account);
        OptionRules.region(region);
        OptionRules.credentials(accessKeyId, secretAccessKey);
    }

    private Settings.Functions functions() {
        OptionRules.range("--concurrency", concurrency, 1, 100_000);
        OptionRules.range("--spares", spares, 0, 64);
        OptionRules.range("--idle-seconds", idleSeconds, 1, MOST_IDLE_SECONDS);
        OptionRules.folders("--runtime-path", runtimePaths);
        return new Settings.Functions(
                strictRuntimes,
                requireIsolation,
                runtimePaths,
                concurrency,
                spares,
                processorAffinity,
                Duration.ofSeconds(idleSeconds));
    }

    private Settings.HttpApis httpApis() {
        OptionRules.range("--routes-per-api", routesPerApi, 1, 1_000_000);
        OptionRules.range("--throttle-burst", throttleBurst, 1, Integer.MAX_VALUE);
        OptionRules.positive("--throttle-rate", throttleRate);
        OptionRules.addresses("--vpc-link", vpcLinks);
        OptionRules.readable("--backend-authorities", backendAuthorities);
        return new Settings.HttpApis(
                vpcLinks,
                routesPerApi,
                new Throttle(throttleRate, throttleBurst),
                backendAuthorities);
    }

    private @Nullable Tls tls() {
        OptionRules.readable("--tls-certificate", tlsCertificate);
        OptionRules.readable("--tls-key", tlsKey);
        if ((tlsCertificate == null) != (tlsKey == null)) {
            throw new SettingsException(
                    "--tls-certificate and --tls-key belong together: give both");
        }
        if (tlsCertificate != null && tlsSelfSigned) {
            throw new SettingsException(
                    "--tls-self-signed and --tls-certificate exclude each other: give one");
        }
        return tlsCertificate == null && !tlsSelfSigned
                ? null
                : new Tls(tlsPort, tlsCertificate, tlsKey);
    }
}
