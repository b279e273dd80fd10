package dev.gatehouse.control.function;

import dev.gatehouse.control.code.CodeStore;
import dev.gatehouse.functions.host.FunctionId;
import dev.gatehouse.functions.host.FunctionVersion;
import dev.gatehouse.functions.host.LiveFunction;
import dev.gatehouse.store.blob.FileBlobStore;
import dev.gatehouse.store.directory.DataDirectory;
import dev.gatehouse.store.sqlite.SqliteDocumentStore;
import dev.gatehouse.wire.facts.ServiceFacts;
import dev.gatehouse.wire.sdk.PojoBinding;
import dev.gatehouse.wire.sdk.PojoShapes;
import dev.gatehouse.wire.service.CallContext;
import dev.gatehouse.wire.service.ServiceFault;
import dev.gatehouse.wire.service.ServiceOperations;
import dev.gatehouse.wire.service.ServiceOperations.Operation;
import dev.gatehouse.wire.validate.Validation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.FunctionCode;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.GetFunctionRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionResponse;
import software.amazon.awssdk.services.lambda.model.LastUpdateStatus;
import software.amazon.awssdk.services.lambda.model.State;

/** The service under test over a real store, with short words for what most tests need. */
final class LambdaPlane implements AutoCloseable {
    static final String ACCOUNT = "000000000000";
    static final String REGION = "us-east-1";
    static final String ROLE = "arn:aws:iam::000000000000:role/lambda";
    static final String ARN = "arn:aws:lambda:us-east-1:000000000000:function:hello";
    static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private static final ServiceFacts FACTS = ServiceFacts.load("lambda");
    private static final PojoShapes SHAPES = new PojoShapes(FACTS);

    final RecordingHost host = new RecordingHost();
    final AtomicReference<Instant> time = new AtomicReference<>(NOW);
    final InstantSource clock = time::get;
    final CodeStore code;
    final CodeDownloads downloads;
    private final DataDirectory directory;
    final FaultyStore store;
    private LambdaService service;

    LambdaPlane(Path path) {
        directory = DataDirectory.claim(path);
        store = new FaultyStore(SqliteDocumentStore.open(directory, clock));
        code = new CodeStore(FileBlobStore.open(directory), directory.path().resolve("code"));
        downloads = new CodeDownloads(code, clock);
        service = start();
    }

    /** The same store under a new service, as after a crash. */
    void restart() {
        host.live.clear();
        service = start();
    }

    private LambdaService start() {
        LambdaService started = new LambdaService(store, code, downloads, host, 1000);
        try {
            started.resume();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return started;
    }

    ServiceOperations operations() {
        return service.operations();
    }

    /** Calls the operation that the request's class names. */
    @SuppressWarnings("TypeParameterUnusedInFormals") // as below
    <I, O> O call(I request) {
        return call(request, ACCOUNT);
    }

    // The table pairs each request class with its response class; Java cannot say so.
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    <I, O> O call(I request, String account) {
        String name = request.getClass().getSimpleName().replaceFirst("Request$", "");
        Operation<I, O> operation = (Operation<I, O>) service.operations().operation(name);
        if (operation == null) {
            throw new AssertionError("no operation " + name);
        }
        checkModel(name, (SdkPojo) request);
        CallContext context =
                new CallContext(
                        account,
                        REGION,
                        "arn:aws:iam::" + account + ":root",
                        "test",
                        "request-1",
                        "http://localhost:4566",
                        time.get());
        return operation.handler().handle(request, context);
    }

    /** As every call is checked before it reaches the service. */
    private static void checkModel(String operation, SdkPojo request) {
        String shape = Objects.requireNonNull(FACTS.operations().get(operation)).input();
        Validation.PARTS_TOGETHER
                .check(SHAPES.structure(request, shape), PojoBinding.values(request))
                .ifPresent(message -> {
                    throw ServiceFault.validation(message);
                });
    }

    /** What a newcomer would send. */
    static CreateFunctionRequest.Builder hello() {
        return CreateFunctionRequest.builder()
                .functionName("hello")
                .runtime("nodejs22.x")
                .role(ROLE)
                .handler("index.handler")
                .code(FunctionCode.builder().zipFile(Zips.handler("first")).build());
    }

    /** Creates the function of {@link #hello} and waits until it is active. */
    FunctionConfiguration create() {
        call(hello().build());
        return settled("hello");
    }

    GetFunctionResponse get(String name) {
        return call(GetFunctionRequest.builder().functionName(name).build());
    }

    /** Waits as the SDK's waiters function-active-v2 and function-updated-v2 do. */
    FunctionConfiguration settled(String name) {
        Instant deadline = Instant.now().plus(Duration.ofSeconds(10));
        while (Instant.now().isBefore(deadline)) {
            FunctionConfiguration found = get(name).configuration();
            if (found.state() == State.ACTIVE
                    && found.lastUpdateStatus() == LastUpdateStatus.SUCCESSFUL) {
                return found;
            }
            Thread.onSpinWait();
        }
        throw new AssertionError(name + " did not settle: " + get(name));
    }

    LiveFunction live(String name) {
        LiveFunction live = host.live.get(new FunctionId(ACCOUNT, REGION, name));
        if (live == null) {
            throw new AssertionError(name + " is not live");
        }
        return live;
    }

    FunctionVersion latest(String name) {
        return Objects.requireNonNull(live(name).versions().get("$LATEST"));
    }

    @Override
    public void close() {
        store.close();
        directory.close();
    }
}
