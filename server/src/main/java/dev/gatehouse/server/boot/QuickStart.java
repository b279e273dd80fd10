package dev.gatehouse.server.boot;

import dev.gatehouse.functions.host.FunctionHost;
import dev.gatehouse.functions.host.RuntimeChoice;
import dev.gatehouse.wire.service.CallContext;
import dev.gatehouse.wire.service.ServiceFault;
import dev.gatehouse.wire.service.ServiceOperations;
import dev.gatehouse.wire.service.ServiceOperations.Operation;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.apigatewayv2.model.Api;
import software.amazon.awssdk.services.apigatewayv2.model.CreateApiRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateApiResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetApisRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetApisResponse;
import software.amazon.awssdk.services.apigatewayv2.model.ProtocolType;
import software.amazon.awssdk.services.lambda.model.AddPermissionRequest;
import software.amazon.awssdk.services.lambda.model.AddPermissionResponse;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.CreateFunctionResponse;
import software.amazon.awssdk.services.lambda.model.FunctionCode;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.State;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionCodeRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionCodeResponse;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionConfigurationRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionConfigurationResponse;

/** Puts one function behind one HTTP API, by the same operations that AWS clients call. */
public final class QuickStart {
    private static final long READY_WITHIN_MILLIS = 60_000;

    private final ServiceOperations lambda;
    private final ServiceOperations httpApis;
    private final FunctionHost host;
    private final Supplier<CallContext> call;

    /** Where the function answers. */
    public record Served(String functionArn, String url) {}

    QuickStart(
            ServiceOperations lambda,
            ServiceOperations httpApis,
            FunctionHost host,
            Supplier<CallContext> call) {
        this.lambda = lambda;
        this.httpApis = httpApis;
        this.host = host;
        this.call = call;
    }

    /** Whether the machine has an interpreter for it, be it of another version. */
    public boolean canRun(String runtime) {
        return !(host.runtime(runtime) instanceof RuntimeChoice.Missing);
    }

    /** The first of these runtimes whose own version is installed, or the first of all. */
    public String best(List<String> runtimes) {
        return runtimes.stream()
                .filter(runtime -> host.runtime(runtime) instanceof RuntimeChoice.Exact)
                .findFirst()
                .orElse(runtimes.getFirst());
    }

    /**
     * Creates function and API, or brings the function of this name up to date.
     *
     * @throws StartException with Lambda's reason when the function cannot run
     */
    public Served serve(String name, String runtime, String handler, byte[] zip) {
        try {
            String functionArn =
                    exists(name)
                            ? update(name, runtime, handler, zip)
                            : create(name, runtime, handler, zip);
            return new Served(functionArn, url(apiFor(name, functionArn)));
        } catch (AwsServiceException | ServiceFault refused) {
            throw new StartException(name + " cannot be served: " + refused.getMessage(), refused);
        }
    }

    /** Makes an HTTP API that passes everything on to one URL, and returns where it answers. */
    public String proxy(String name, String target) {
        return url(createApi(name, target));
    }

    private boolean exists(String name) {
        try {
            configuration(name);
            return true;
        } catch (ResourceNotFoundException e) {
            return false;
        }
    }

    private GetFunctionConfigurationResponse configuration(String name) {
        return call(
                lambda,
                "GetFunctionConfiguration",
                GetFunctionConfigurationRequest.builder().functionName(name).build(),
                GetFunctionConfigurationResponse.class);
    }

    private String create(String name, String runtime, String handler, byte[] zip) {
        call(
                lambda,
                "CreateFunction",
                CreateFunctionRequest.builder()
                        .functionName(name)
                        .runtime(runtime)
                        .handler(handler)
                        .role("arn:aws:iam::" + call.get().account() + ":role/" + name)
                        .code(
                                FunctionCode.builder()
                                        .zipFile(SdkBytes.fromByteArrayUnsafe(zip))
                                        .build())
                        .build(),
                CreateFunctionResponse.class);
        return awaitReady(name);
    }

    private String update(String name, String runtime, String handler, byte[] zip) {
        awaitReady(name);
        call(
                lambda,
                "UpdateFunctionConfiguration",
                UpdateFunctionConfigurationRequest.builder()
                        .functionName(name)
                        .runtime(runtime)
                        .handler(handler)
                        .build(),
                UpdateFunctionConfigurationResponse.class);
        awaitReady(name);
        call(
                lambda,
                "UpdateFunctionCode",
                UpdateFunctionCodeRequest.builder()
                        .functionName(name)
                        .zipFile(SdkBytes.fromByteArrayUnsafe(zip))
                        .build(),
                UpdateFunctionCodeResponse.class);
        return awaitReady(name);
    }

    private String awaitReady(String name) {
        long deadline = System.currentTimeMillis() + READY_WITHIN_MILLIS;
        while (true) {
            GetFunctionConfigurationResponse now = configuration(name);
            if (now.state() == State.FAILED) {
                throw new StartException(name + " cannot run: " + now.stateReason());
            }
            boolean updating = "InProgress".equals(now.lastUpdateStatusAsString());
            if (now.state() == State.ACTIVE && !updating) {
                return now.functionArn();
            }
            if (System.currentTimeMillis() > deadline) {
                throw new StartException(
                        name + " is still " + now.stateAsString() + " after a minute");
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(5);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a function", e);
        }
    }

    private String apiFor(String name, String functionArn) {
        Optional<Api> known = apiNamed(name);
        String apiId = known.isPresent() ? known.get().apiId() : createApi(name, functionArn);
        permit(name, apiId);
        return apiId;
    }

    private Optional<Api> apiNamed(String name) {
        GetApisResponse apis =
                call(
                        httpApis,
                        "GetApis",
                        GetApisRequest.builder().maxResults("500").build(),
                        GetApisResponse.class);
        return apis.items().stream().filter(api -> api.name().equals(name)).findFirst();
    }

    private String createApi(String name, String target) {
        CreateApiResponse created =
                call(
                        httpApis,
                        "CreateApi",
                        CreateApiRequest.builder()
                                .name(name)
                                .protocolType(ProtocolType.HTTP)
                                .target(target)
                                .build(),
                        CreateApiResponse.class);
        return created.apiId();
    }

    private void permit(String name, String apiId) {
        CallContext context = call.get();
        try {
            call(
                    lambda,
                    "AddPermission",
                    AddPermissionRequest.builder()
                            .functionName(name)
                            .statementId("http-api-" + apiId)
                            .action("lambda:InvokeFunction")
                            .principal("apigateway.amazonaws.com")
                            .sourceArn(
                                    "arn:aws:execute-api:"
                                            + context.region()
                                            + ":"
                                            + context.account()
                                            + ":"
                                            + apiId
                                            + "/*")
                            .build(),
                    AddPermissionResponse.class);
        } catch (ResourceConflictException alreadyThere) {
            // The permission of an earlier run is the same one.
        }
    }

    private String url(String apiId) {
        return call.get().baseUrl() + "/_aws/execute-api/" + apiId + "/$default/";
    }

    private <I, O> O call(ServiceOperations service, String name, I input, Class<O> output) {
        @SuppressWarnings("unchecked") // the table pairs each name with its classes
        Operation<I, ?> operation = (Operation<I, ?>) service.operation(name);
        if (operation == null) {
            throw new IllegalStateException("this server does not answer " + name);
        }
        return output.cast(operation.handler().handle(input, call.get()));
    }
}
