package dev.gatehouse.wire.service;

import dev.gatehouse.http.message.Headers;
import dev.gatehouse.http.message.Request;
import dev.gatehouse.wire.awsjson.AwsJsonProtocol;
import dev.gatehouse.wire.cbor.RpcV2CborProtocol;
import dev.gatehouse.wire.protocol.Protocol;
import dev.gatehouse.wire.query.AwsQueryProtocol;
import dev.gatehouse.wire.restjson.RestJson1Protocol;
import java.util.Locale;

/** The protocols, and which of them a request speaks by the look of it. */
enum Wording {
    REST_JSON_1("restJson1", new RestJson1Protocol()),
    AWS_JSON_1_0("awsJson1_0", new AwsJsonProtocol("1.0")),
    AWS_JSON_1_1("awsJson1_1", new AwsJsonProtocol("1.1")),
    AWS_QUERY("awsQuery", new AwsQueryProtocol()),
    RPC_V2_CBOR("rpcv2Cbor", new RpcV2CborProtocol());

    private final String id;

    @SuppressWarnings("ImmutableEnumChecker") // protocols have no state of their own
    private final Protocol protocol;

    Wording(String id, Protocol protocol) {
        this.id = id;
        this.protocol = protocol;
    }

    /** The name in the wire facts. */
    String id() {
        return id;
    }

    Protocol protocol() {
        return protocol;
    }

    /** The protocol of the request's headers; REST when nothing speaks for another. */
    static Wording of(Request request) {
        Headers headers = request.headers();
        String type = headers.first("Content-Type");
        String contentType = type == null ? "" : type.toLowerCase(Locale.ROOT);
        if ("rpc-v2-cbor".equals(headers.first("smithy-protocol"))) {
            return RPC_V2_CBOR;
        }
        if (headers.contains("X-Amz-Target")) {
            return contentType.startsWith("application/x-amz-json-1.0")
                    ? AWS_JSON_1_0
                    : AWS_JSON_1_1;
        }
        boolean root = request.rawPath().equals("/");
        boolean form = contentType.startsWith("application/x-www-form-urlencoded");
        boolean action = request.rawQuery().contains("Action=");
        return root && (form || action) ? AWS_QUERY : REST_JSON_1;
    }
}
