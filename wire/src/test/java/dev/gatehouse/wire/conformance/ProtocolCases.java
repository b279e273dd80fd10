package dev.gatehouse.wire.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.gatehouse.http.message.BytesBody;
import dev.gatehouse.http.message.Headers;
import dev.gatehouse.http.message.Response;
import dev.gatehouse.wire.protocol.MalformedInputException;
import dev.gatehouse.wire.protocol.OperationShape;
import dev.gatehouse.wire.protocol.Protocol;
import dev.gatehouse.wire.protocol.QueryString;
import dev.gatehouse.wire.protocol.ServiceShape;
import dev.gatehouse.wire.protocol.WireError;
import dev.gatehouse.wire.protocol.WireInput;
import dev.gatehouse.wire.restjson.RestRoutes;
import dev.gatehouse.wire.schema.Shape.Structure;
import dev.gatehouse.wire.validate.Validation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.smithy.aws.traits.protocols.AwsQueryCompatibleTrait;
import software.amazon.smithy.aws.traits.protocols.AwsQueryErrorTrait;
import software.amazon.smithy.model.shapes.ShapeId;
import software.amazon.smithy.model.shapes.StructureShape;
import software.amazon.smithy.model.traits.ErrorTrait;
import software.amazon.smithy.model.traits.HttpErrorTrait;
import software.amazon.smithy.model.traits.HttpTrait;
import software.amazon.smithy.model.traits.XmlNamespaceTrait;
import software.amazon.smithy.protocoltests.traits.AppliesTo;
import software.amazon.smithy.protocoltests.traits.HttpMalformedRequestDefinition;
import software.amazon.smithy.protocoltests.traits.HttpMalformedRequestTestCase;
import software.amazon.smithy.protocoltests.traits.HttpMalformedRequestTestsTrait;
import software.amazon.smithy.protocoltests.traits.HttpRequestTestCase;
import software.amazon.smithy.protocoltests.traits.HttpRequestTestsTrait;
import software.amazon.smithy.protocoltests.traits.HttpResponseTestCase;
import software.amazon.smithy.protocoltests.traits.HttpResponseTestsTrait;

/** AWS's published cases for servers of one protocol, against our codec of it. */
final class ProtocolCases {
    private final String id;
    private final Protocol protocol;
    private final SmithyCatalog catalog;
    private final List<ProtocolCase> cases = new ArrayList<>();

    private ProtocolCases(String id, Protocol protocol) {
        this.id = id;
        this.protocol = protocol;
        this.catalog = new SmithyCatalog(id);
    }

    static List<ProtocolCase> of(String id, Protocol protocol) {
        ProtocolCases cases = new ProtocolCases(id, protocol);
        cases.catalog.services().forEach(cases::add);
        return cases.cases;
    }

    private void add(software.amazon.smithy.model.shapes.ServiceShape service) {
        RestRoutes<OperationShape> routes = new RestRoutes<>();
        for (var operation : SmithyCatalog.operations(service)) {
            operation
                    .getTrait(HttpTrait.class)
                    .filter(http -> id.equals("restJson1"))
                    .ifPresent(http ->
                            routes.add(
                                    http.getMethod(),
                                    http.getUri().toString(),
                                    catalog.shape(operation)));
        }
        for (var operation : SmithyCatalog.operations(service)) {
            addRequests(operation, routes);
            addResponses(service, operation);
        }
    }

    private void add(String caseId, org.junit.jupiter.api.function.Executable check) {
        if (cases.stream().noneMatch(c -> c.id().equals(caseId))) {
            cases.add(new ProtocolCase(id, caseId, check));
        }
    }

    private boolean mine(ShapeId caseProtocol) {
        return catalog.isProtocol(caseProtocol);
    }

    private void addRequests(
            software.amazon.smithy.model.shapes.OperationShape operation,
            RestRoutes<OperationShape> routes) {
        operation
                .getTrait(HttpRequestTestsTrait.class)
                .ifPresent(t ->
                        t.getTestCasesFor(AppliesTo.SERVER).stream()
                                .filter(c -> mine(c.getProtocol()))
                                .forEach(c -> add(c.getId(), () -> request(operation, c, routes))));
        operation
                .getTrait(HttpMalformedRequestTestsTrait.class)
                .ifPresent(t ->
                        t.getTestCases().stream()
                                .filter(c -> mine(c.getProtocol()))
                                .forEach(c ->
                                        add(c.getId(), () -> malformed(operation, c, routes))));
    }

    private void addResponses(
            software.amazon.smithy.model.shapes.ServiceShape service,
            software.amazon.smithy.model.shapes.OperationShape operation) {
        ServiceShape wire =
                new ServiceShape(
                        service.getTrait(XmlNamespaceTrait.class)
                                .map(XmlNamespaceTrait::getUri)
                                .orElse(""),
                        service.getId().getNamespace(),
                        service.hasTrait(AwsQueryCompatibleTrait.class));
        for (HttpResponseTestCase c : responses(operation.getTrait(HttpResponseTestsTrait.class))) {
            add(c.getId(), () -> response(wire, operation, c));
        }
        for (StructureShape error : SmithyCatalog.errors(service, operation)) {
            for (HttpResponseTestCase c : responses(error.getTrait(HttpResponseTestsTrait.class))) {
                add(c.getId(), () -> error(wire, error, c));
            }
        }
    }

    private List<HttpResponseTestCase> responses(Optional<HttpResponseTestsTrait> trait) {
        return trait.stream()
                .flatMap(t -> t.getTestCasesFor(AppliesTo.SERVER).stream())
                .filter(c -> mine(c.getProtocol()))
                .toList();
    }

    private void request(
            software.amazon.smithy.model.shapes.OperationShape operation,
            HttpRequestTestCase c,
            RestRoutes<OperationShape> routes) {
        String query = String.join("&", c.getQueryParams());
        byte[] body = bytes(c.getBody().orElse(""));
        Map<String, Object> decoded =
                decode(operation, routes, c.getMethod(), c.getUri(), query, c.getHeaders(), body);
        Structure input = catalog.shape(operation).input();
        assertThat(SmithyValues.comparable(decoded))
                .isEqualTo(SmithyValues.comparable(SmithyValues.structure(input, c.getParams())));
    }

    private void malformed(
            software.amazon.smithy.model.shapes.OperationShape operation,
            HttpMalformedRequestTestCase c,
            RestRoutes<OperationShape> routes) {
        HttpMalformedRequestDefinition request = c.getRequest();
        Throwable failure =
                catchThrowable(() ->
                        validated(
                                operation,
                                decode(
                                        operation,
                                        routes,
                                        request.getMethod(),
                                        request.getUri().orElse("/"),
                                        String.join("&", request.getQueryParams()),
                                        request.getHeaders(),
                                        bytes(request.getBody().orElse("")))));
        assertThat(failure)
                .isInstanceOfSatisfying(
                        MalformedInputException.class,
                        e -> {
                            assertThat(e.status()).isEqualTo(c.getResponse().getCode());
                            assertThat(e.code())
                                    .isEqualTo(
                                            c.getResponse().getHeaders().get("x-amzn-errortype"));
                        });
    }

    private void validated(
            software.amazon.smithy.model.shapes.OperationShape operation,
            Map<String, Object> values) {
        Validation.EACH_PART
                .check(catalog.shape(operation).input(), values)
                .ifPresent(message -> {
                    throw new MalformedInputException(400, "ValidationException", message);
                });
    }

    private Map<String, Object> decode(
            software.amazon.smithy.model.shapes.OperationShape operation,
            RestRoutes<OperationShape> routes,
            String method,
            String uri,
            String query,
            Map<String, String> fields,
            byte[] body) {
        OperationShape shape = catalog.shape(operation);
        int mark = uri.indexOf('?');
        String path = mark < 0 ? uri : uri.substring(0, mark);
        QueryString parameters =
                QueryString.parse(mark < 0 ? query : uri.substring(mark + 1) + "&" + query);
        Map<String, String> labels = Map.of();
        if (id.equals("restJson1")) {
            RestRoutes.Match<OperationShape> match = routes.match(method, path, parameters);
            assertThat(match).isNotNull();
            assertThat(match.target().name()).isEqualTo(shape.name());
            labels = match.labels();
        }
        Headers.Builder headers = Headers.builder();
        fields.forEach(headers::add);
        return protocol.decode(shape, new WireInput(labels, parameters, headers.build(), body));
    }

    private void response(
            ServiceShape service,
            software.amazon.smithy.model.shapes.OperationShape operation,
            HttpResponseTestCase c)
            throws Exception {
        OperationShape shape = catalog.shape(operation);
        Map<String, Object> values = SmithyValues.structure(shape.output(), c.getParams());
        verify(c, protocol.encode(service, shape, values, "foo-id"));
    }

    private void error(ServiceShape service, StructureShape error, HttpResponseTestCase c)
            throws Exception {
        Structure shape = catalog.shapes().structure(error.getId());
        Map<String, Object> values = SmithyValues.structure(shape, c.getParams());
        Optional<AwsQueryErrorTrait> own = error.getTrait(AwsQueryErrorTrait.class);
        int status =
                own.filter(t -> id.equals("awsQuery"))
                        .map(AwsQueryErrorTrait::getHttpResponseCode)
                        .or(() -> error.getTrait(HttpErrorTrait.class).map(HttpErrorTrait::getCode))
                        .orElse(error.expectTrait(ErrorTrait.class).getDefaultHttpStatusCode());
        String code = own.map(AwsQueryErrorTrait::getCode).orElse(error.getId().getName());
        WireError fault = new WireError(status, code, shape, values, "");
        verify(c, protocol.encodeError(service, fault, "foo-id"));
    }

    private static void verify(HttpResponseTestCase c, Response response) throws Exception {
        assertThat(response.status()).isEqualTo(c.getCode());
        c.getHeaders()
                .forEach((name, value) ->
                        assertThat(joined(response, name)).as(name).isEqualTo(value));
        c.getForbidHeaders()
                .forEach(name -> assertThat(response.headers().contains(name)).isFalse());
        byte[] body = ((BytesBody) response.body()).bytes();
        if (c.getBody().isPresent()) {
            ExpectedBody.assertSame(c.getBodyMediaType().orElse(""), c.getBody().get(), body);
        }
    }

    private static @Nullable String joined(Response response, String name) {
        List<String> values = response.headers().all(name);
        return values.isEmpty() ? null : String.join(", ", values);
    }

    private byte[] bytes(String body) {
        return id.equals("rpcv2Cbor")
                ? Base64.getDecoder().decode(body)
                : body.getBytes(StandardCharsets.UTF_8);
    }
}
