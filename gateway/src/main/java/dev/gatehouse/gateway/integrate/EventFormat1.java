package dev.gatehouse.gateway.integrate;

import static dev.gatehouse.gateway.integrate.EventFields.constant;
import static dev.gatehouse.gateway.integrate.EventFields.quoted;

import dev.gatehouse.gateway.call.Call;
import dev.gatehouse.gateway.call.Fields;
import dev.gatehouse.gateway.call.Moment;
import dev.gatehouse.gateway.call.RoutedCall;
import dev.gatehouse.gateway.call.StageFacts;
import dev.gatehouse.gateway.route.RouteKey;
import dev.gatehouse.gateway.transform.Answer;
import dev.gatehouse.gateway.transform.Outbound;

/**
 * Payload format 1.0 for one route: every key is there, null when it has no value. What is the same
 * in every event is rendered once.
 */
final class EventFormat1 implements EventFormat {
    private static final byte[] NULL = constant("null");
    private static final byte[] PATH = constant(",\"path\":");
    private static final byte[] METHOD = constant(",\"httpMethod\":");
    private static final byte[] HEADERS = constant(",\"headers\":");
    private static final byte[] MULTI_HEADERS = constant(",\"multiValueHeaders\":");
    private static final byte[] QUERY = constant(",\"queryStringParameters\":");
    private static final byte[] MULTI_QUERY = constant(",\"multiValueQueryStringParameters\":");
    private static final byte[] DOMAIN_PREFIX = constant(",\"domainPrefix\":");
    private static final byte[] EXTENDED_ID = constant(",\"extendedRequestId\":");
    private static final byte[] IDENTITY =
            constant(
                    ",\"identity\":{\"accessKey\":null,\"accountId\":null,\"caller\":null,"
                            + "\"cognitoAmr\":null,\"cognitoAuthenticationProvider\":null,"
                            + "\"cognitoAuthenticationType\":null,\"cognitoIdentityId\":null,"
                            + "\"cognitoIdentityPoolId\":null,\"principalOrgId\":null,"
                            + "\"sourceIp\":");
    private static final byte[] USER_AGENT = constant(",\"user\":null,\"userAgent\":");
    private static final byte[] CONTEXT_PATH = constant(",\"userArn\":null},\"path\":");
    private static final byte[] REQUEST_ID = constant(",\"protocol\":\"HTTP/1.1\",\"requestId\":");
    private static final byte[] REQUEST_TIME = constant(",\"requestTime\":");
    private static final byte[] REQUEST_EPOCH = constant(",\"requestTimeEpoch\":");
    private static final byte[] PATH_PARAMETERS = constant(",\"pathParameters\":");
    private static final byte[] BODY = constant(",\"body\":");

    private final byte[] opening;
    private final byte[] context;
    private final byte[] resource;
    private final byte[] stageVariables;

    EventFormat1(StageFacts stage, RouteKey route) {
        String path = quoted(route.isDefault() ? RouteKey.DEFAULT : route.path());
        opening = constant("{\"version\":\"1.0\",\"resource\":" + path);
        context =
                constant(
                        ",\"requestContext\":{\"accountId\":"
                                + quoted(stage.account())
                                + ",\"apiId\":"
                                + quoted(stage.apiId())
                                + ",\"domainName\":");
        resource =
                constant(
                        ",\"resourceId\":"
                                + quoted(route.text())
                                + ",\"resourcePath\":"
                                + path
                                + ",\"stage\":"
                                + quoted(stage.stage())
                                + "}");
        stageVariables =
                constant(
                        ",\"stageVariables\":"
                                + (stage.variables().isEmpty()
                                        ? "null"
                                        : EventFields.object(stage.variables())));
    }

    @Override
    public byte[] event(Outbound outbound, byte[] body) {
        RoutedCall routed = outbound.routed();
        Call call = routed.call();
        String path = outbound.eventPath();
        JsonBytes json = JsonBytes.begin(3072 + body.length + body.length / 2);
        json.raw(opening).raw(PATH).string(path).raw(METHOD).string(call.request().method());
        headers(json, outbound, body);
        query(json, Fields.ofQuery(outbound.rawQuery()));
        context(json, call, path);
        json.raw(PATH_PARAMETERS);
        if (routed.route().variables().isEmpty()) {
            json.raw(NULL);
        } else {
            EventFields.pathParameters(json, routed);
        }
        json.raw(stageVariables).raw(BODY);
        if (body.length == 0) {
            json.raw(NULL).raw(EventFields.TEXT);
        } else {
            EventFields.payload(json, outbound.headers(), body);
        }
        return json.raw('}').bytes();
    }

    private static void headers(JsonBytes json, Outbound outbound, byte[] body) {
        Fields headers = Fields.emptyIgnoringCase();
        EventFields.addHeaders(headers, outbound, body, HeaderSpelling::of);
        EventFields.last(json.raw(HEADERS), headers);
        EventFields.lists(json.raw(MULTI_HEADERS), headers);
    }

    private static void query(JsonBytes json, Fields query) {
        if (query.isEmpty()) {
            json.raw(QUERY).raw(NULL).raw(MULTI_QUERY).raw(NULL);
            return;
        }
        EventFields.last(json.raw(QUERY), query);
        EventFields.lists(json.raw(MULTI_QUERY), query);
    }

    private void context(JsonBytes json, Call call, String path) {
        json.raw(context).string(call.address().domainName());
        json.raw(DOMAIN_PREFIX).string(call.domainPrefix());
        json.raw(EXTENDED_ID).string(call.requestId());
        json.raw(METHOD).string(call.request().method());
        json.raw(IDENTITY).string(call.sourceIp()).raw(USER_AGENT).string(call.userAgent());
        json.raw(CONTEXT_PATH).string(path).raw(REQUEST_ID).string(call.requestId());
        json.raw(REQUEST_TIME).string(Moment.commonLogTime(call.epochMillis()));
        json.raw(REQUEST_EPOCH).number(call.epochMillis()).raw(resource);
    }

    @Override
    public Answer answer(byte[] result) {
        return FunctionResult.explicit(result);
    }
}
