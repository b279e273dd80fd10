package dev.gatehouse.wire.service;

import dev.gatehouse.http.message.Headers;
import dev.gatehouse.http.message.Request;
import dev.gatehouse.http.message.Response;
import dev.gatehouse.wire.facts.OperationFacts;
import dev.gatehouse.wire.protocol.Protocol;
import dev.gatehouse.wire.protocol.QueryString;
import dev.gatehouse.wire.protocol.ServiceShape;
import dev.gatehouse.wire.protocol.WireInput;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/**
 * AWS's own APIs: takes any HTTP request that is a call of a service and answers it in the
 * service's protocol.
 *
 * <p>Every answer has an {@code x-amzn-RequestId}. Nothing that a caller sends and nothing that a
 * handler throws leaves here as an exception.
 */
public final class AwsApi {
    private final CallRouter router;
    private final RequestVerifier verifier;
    private final InstantSource clock;
    private final Supplier<String> requestIds;

    /**
     * @param services each service at most once; one that is named without operations answers "not
     *     implemented" to everything
     */
    public AwsApi(
            List<ServiceOperations> services,
            RequestVerifier verifier,
            InstantSource clock,
            Supplier<String> requestIds) {
        this.router = new CallRouter(services.stream().map(ServiceModel::new).toList());
        this.verifier = verifier;
        this.clock = clock;
        this.requestIds = requestIds;
    }

    /**
     * Whether the request is a call of an AWS API, of our services or of others: by a signature
     * (but not for {@code execute-api}, which is for deployed APIs), a target header, a protocol
     * header, a form, or a path of our services. Ask after the hosts of deployed APIs: their
     * callers may sign too.
     */
    public boolean claims(Request request) {
        return ApiCallMarks.signedForService(request)
                || ApiCallMarks.speaksCbor(request)
                || ApiCallMarks.posesQuery(request)
                || ApiCallMarks.target(request).isPresent()
                || router.knowsPath(request.rawPath());
    }

    /** Answers the call. Blocks; to be called on a virtual thread. */
    public Response answer(Request request, byte[] body) {
        String requestId = requestIds.get();
        Response response;
        try {
            router.requireKnownTarget(request);
            Verified caller = verifier.verify(request, body);
            response = answer(request, caller, router.find(request, caller), requestId);
        } catch (Throwable failure) {
            Protocol protocol = Wording.of(request).protocol();
            response = new Faults(requestId).render(protocol, ServiceShape.UNKNOWN, failure);
        }
        return withRequestId(response, requestId);
    }

    private Response answer(Request request, Verified caller, Call call, String requestId) {
        ServiceModel service = call.service();
        Protocol protocol = call.wording().protocol();
        try {
            OperationFacts operation = call.operation();
            if (operation == null) {
                throw Faults.unknownOperation(call);
            }
            CallContext context = context(request, caller, requestId);
            ServiceModel.Answer answer =
                    service.answer(
                            operation,
                            shape -> protocol.decode(shape, input(request, caller, call)),
                            context);
            return with(
                    context.headers().answered(),
                    protocol.encode(
                            service.shape(), answer.operation(), answer.values(), requestId));
        } catch (Throwable failure) {
            return new Faults(requestId).render(protocol, service, failure);
        }
    }

    private static WireInput input(Request request, Verified caller, Call call) {
        return new WireInput(
                call.labels(),
                QueryString.parse(request.rawQuery()),
                request.headers(),
                caller.body());
    }

    private CallContext context(Request request, Verified caller, String requestId) {
        String host = request.headers().first("Host");
        String scheme = request.connection().secure() ? "https://" : "http://";
        return new CallContext(
                caller.account(),
                caller.region(),
                caller.principalArn(),
                caller.accessKeyId(),
                requestId,
                scheme + (host == null ? "localhost" : host),
                clock.instant(),
                new UnmodelledHeaders(request.headers()));
    }

    private static Response withRequestId(Response response, String requestId) {
        return with(Headers.of("x-amzn-RequestId", requestId), response);
    }

    private static Response with(Headers further, Response response) {
        Headers.Builder headers = response.headers().toBuilder();
        further.forEach(headers::set);
        return new Response(response.status(), headers.build(), response.body());
    }
}
