package dev.gatehouse.wire.query;

import dev.gatehouse.http.message.Headers;
import dev.gatehouse.http.message.Response;
import dev.gatehouse.wire.protocol.OperationShape;
import dev.gatehouse.wire.protocol.Protocol;
import dev.gatehouse.wire.protocol.QueryString;
import dev.gatehouse.wire.protocol.ServiceShape;
import dev.gatehouse.wire.protocol.WireError;
import dev.gatehouse.wire.protocol.WireInput;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Forms as requests and XML as answers.
 *
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-query-protocol.html">AWS query</a>
 */
public final class AwsQueryProtocol implements Protocol {
    private static final Headers HEADERS = Headers.of("Content-Type", "text/xml");

    @Override
    public Map<String, Object> decode(OperationShape operation, WireInput input) {
        QueryString form = QueryString.parse(new String(input.body(), StandardCharsets.UTF_8));
        ParameterTree tree = ParameterTree.of(input.query(), form);
        return ParameterReader.structure(operation.input(), tree);
    }

    @Override
    public Response encode(
            ServiceShape service,
            OperationShape operation,
            Map<String, Object> output,
            String requestId) {
        XmlWriter xml = new XmlWriter();
        String response = operation.name() + "Response";
        xml.open(response, "xmlns", service.xmlNamespace());
        if (!operation.output().members().isEmpty()) {
            String result = operation.name() + "Result";
            xml.open(result);
            XmlValues.members(xml, operation.output(), output);
            xml.close(result);
        }
        xml.open("ResponseMetadata").element("RequestId", requestId).close("ResponseMetadata");
        xml.close(response);
        return Response.of(operation.status(), HEADERS, xml.bytes());
    }

    @Override
    public Response encodeError(ServiceShape service, WireError error, String requestId) {
        XmlWriter xml = new XmlWriter();
        xml.open("ErrorResponse", "xmlns", service.xmlNamespace()).open("Error");
        xml.element("Type", error.fault());
        xml.element("Code", error.code());
        if (!error.message().isEmpty() && !error.members().containsKey("Message")) {
            xml.element("Message", error.message());
        }
        XmlValues.errorMembers(xml, error.shape(), error.members());
        xml.close("Error").element("RequestId", requestId).close("ErrorResponse");
        return Response.of(error.status(), HEADERS, xml.bytes());
    }
}
