package dev.gatehouse.server.boot;

import dev.gatehouse.control.code.CodeStore;
import dev.gatehouse.control.function.CodeDownloads;
import dev.gatehouse.control.function.LambdaService;
import dev.gatehouse.control.httpapi.HttpApiService;
import dev.gatehouse.control.httpapi.HttpApiSettings;
import dev.gatehouse.control.identity.StsService;
import dev.gatehouse.foundation.id.Ids;
import dev.gatehouse.functions.dispatch.HostedFunctions;
import dev.gatehouse.functions.dispatch.Surroundings;
import dev.gatehouse.functions.log.LogSink;
import dev.gatehouse.gateway.admit.Limits;
import dev.gatehouse.gateway.compile.Stages;
import dev.gatehouse.gateway.pipeline.HttpApis;
import dev.gatehouse.http.engine.ClientOptions;
import dev.gatehouse.http.engine.EngineOptions;
import dev.gatehouse.http.engine.HttpEngine;
import dev.gatehouse.server.config.Settings;
import dev.gatehouse.server.ingress.Ingress;
import dev.gatehouse.store.blob.FileBlobStore;
import dev.gatehouse.store.directory.DataDirectory;
import dev.gatehouse.store.directory.DataDirectoryException;
import dev.gatehouse.store.sqlite.SqliteDocumentStore;
import dev.gatehouse.telemetry.metric.Metrics;
import dev.gatehouse.wire.service.AwsApi;
import dev.gatehouse.wire.service.CallContext;
import dev.gatehouse.wire.service.ServiceOperations;
import dev.gatehouse.wire.sigv4.SigV4Verifier;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The composition root: constructs everything in order, and closes it in the opposite order. */
public final class Gatehouse implements AutoCloseable {
    private final Closing closing;
    private final Ports ports;
    private final QuickStart quickStart;
    private final List<ServiceOperations> services;
    private final CountDownLatch stopped = new CountDownLatch(1);

    private Gatehouse(
            Closing closing, Ports ports, QuickStart quickStart, List<ServiceOperations> services) {
        this.closing = closing;
        this.ports = ports;
        this.quickStart = quickStart;
        this.services = services;
    }

    /**
     * Starts a server; when this returns it answers requests.
     *
     * @throws StartException when it cannot run like this on this machine
     */
    public static Gatehouse start(Settings settings, String version) {
        Closing closing = new Closing();
        try {
            return assemble(settings, version, closing);
        } catch (DataDirectoryException e) {
            closing.close();
            throw new StartException(String.valueOf(e.getMessage()), e);
        } catch (UncheckedIOException e) {
            closing.close();
            throw new StartException(e, "");
        } catch (RuntimeException | Error e) {
            closing.close();
            throw e;
        }
    }

    private static Gatehouse assemble(Settings settings, String version, Closing closing) {
        InstantSource clock = InstantSource.system();
        DataDirectory directory = closing.add(DataDirectory.claim(settings.dataDirectory()));
        SqliteDocumentStore documents = closing.add(SqliteDocumentStore.open(directory, clock));
        FileBlobStore blobs = FileBlobStore.open(directory);
        Identities identities = Identities.open(settings, directory, clock);

        Metrics metrics = closing.add(new Metrics());
        ExecutorService blocking = closing.add(Executors.newVirtualThreadPerTaskExecutor());
        HttpEngine engine = closing.add(HttpEngine.start(EngineOptions.defaults()));
        Ports ports = new Ports(engine, settings);
        LogSink logs = new FunctionLogPrinter(new FileOutputStream(FileDescriptor.out));
        HostedFunctions functions =
                closing.add(
                        FunctionFloor.open(
                                settings,
                                directory,
                                engine,
                                new Surroundings.Providers(identities, ports::functionsUrl, logs)));

        Limits limits = new Limits(settings.httpApis().accountThrottle(), System::nanoTime);
        Stages stages =
                new Stages(
                        new HostedLambdaInvoker(functions),
                        engine.client(
                                ClientOptions.defaults()
                                        .trusting(settings.httpApis().backendAuthorities())),
                        limits);

        CodeStore code = new CodeStore(blobs, directory.path().resolve("code"));
        CodeDownloads downloads = new CodeDownloads(code, clock);
        LambdaService lambda =
                new LambdaService(
                        documents, code, downloads, functions, settings.functions().concurrency());
        HttpApiService httpApis = new HttpApiService(documents, stages, httpApiSettings(settings));
        List<ServiceOperations> services = services(lambda, httpApis);
        AwsApi aws =
                new AwsApi(services, new SigV4Verifier(identities, clock), clock, Ids::requestId);

        resume(lambda, httpApis);
        closing.add(ports);
        ports.open(
                Ingress.of(
                        new HttpApis(stages, clock), aws, downloads, metrics, blocking, version));
        return new Gatehouse(
                closing,
                ports,
                new QuickStart(
                        lambda.operations(),
                        httpApis.operations(),
                        functions,
                        () -> rootCall(settings, ports, clock)),
                services);
    }

    private static List<ServiceOperations> services(LambdaService lambda, HttpApiService httpApis) {
        return List.of(
                lambda.operations(),
                httpApis.operations(),
                new StsService().operations(),
                // Known by their paths alone, so that calling them tells what is not implemented.
                ServiceOperations.of("apigateway").build(),
                ServiceOperations.of("apigatewaymanagementapi").build());
    }

    private static void resume(LambdaService lambda, HttpApiService httpApis) {
        try {
            lambda.resume();
        } catch (IOException e) {
            throw new UncheckedIOException("the functions' code cannot be read", e);
        }
        httpApis.resume();
    }

    private static HttpApiSettings httpApiSettings(Settings settings) {
        return HttpApiSettings.defaults()
                .withRoutesPerApi(settings.httpApis().routesPerApi())
                .withPrivateTargets(settings.httpApis().vpcLinks())
                .withAccountThrottle(settings.httpApis().accountThrottle());
    }

    private static CallContext rootCall(Settings settings, Ports ports, InstantSource clock) {
        return new CallContext(
                settings.account(),
                settings.region(),
                "arn:aws:iam::" + settings.account() + ":root",
                settings.root().accessKeyId(),
                Ids.requestId(),
                ports.url(),
                clock.instant());
    }

    /** Scheme and authority for clients of this machine, without a trailing slash. */
    public String url() {
        return ports.url();
    }

    /** The same with TLS, or null when there is no such listener. */
    public @Nullable String secureUrl() {
        return ports.secureUrl();
    }

    /** The AWS operations that it answers, by service. */
    public List<ServiceOperations> services() {
        return services;
    }

    public QuickStart quickStart() {
        return quickStart;
    }

    /** Returns when {@link #close} is done. */
    public void awaitStop() throws InterruptedException {
        stopped.await();
    }

    /** Whether {@link #close} was done within this time. */
    public boolean awaitStop(long millis) throws InterruptedException {
        return stopped.await(millis, TimeUnit.MILLISECONDS);
    }

    /** Stops taking requests, finishes those in flight, ends every function. Harmless again. */
    @Override
    public synchronized void close() {
        closing.close();
        stopped.countDown();
    }
}
