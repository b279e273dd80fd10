package dev.gatehouse.gateway.integrate;

import static dev.gatehouse.gateway.integrate.EventFields.constant;
import static dev.gatehouse.gateway.integrate.EventFields.quoted;

import dev.gatehouse.gateway.call.Call;
import dev.gatehouse.gateway.call.Fields;
import dev.gatehouse.gateway.call.HeaderNames;
import dev.gatehouse.gateway.call.Moment;
import dev.gatehouse.gateway.call.RoutedCall;
import dev.gatehouse.gateway.call.StageFacts;
import dev.gatehouse.gateway.route.RouteKey;
import dev.gatehouse.gateway.transform.Answer;
import dev.gatehouse.gateway.transform.Outbound;
import dev.gatehouse.http.message.Headers;

/** Payload format 2.0 for one route: what is the same in every event is rendered once. */
final class EventFormat2 implements EventFormat {
    private static final byte[] RAW_QUERY = constant(",\"rawQueryString\":");
    private static final byte[] COOKIES = constant(",\"cookies\":[");
    private static final byte[] HEADERS = constant(",\"headers\":");
    private static final byte[] QUERY = constant(",\"queryStringParameters\":");
    private static final byte[] DOMAIN_PREFIX = constant(",\"domainPrefix\":");
    private static final byte[] METHOD = constant(",\"http\":{\"method\":");
    private static final byte[] PATH = constant(",\"path\":");
    private static final byte[] SOURCE_IP = constant(",\"protocol\":\"HTTP/1.1\",\"sourceIp\":");
    private static final byte[] USER_AGENT = constant(",\"userAgent\":");
    private static final byte[] REQUEST_ID = constant("},\"requestId\":");
    private static final byte[] TIME_EPOCH = constant(",\"timeEpoch\":");
    private static final byte[] PATH_PARAMETERS = constant(",\"pathParameters\":");
    private static final byte[] BODY = constant(",\"body\":");

    private final byte[] opening;
    private final byte[] context;
    private final byte[] routeAndTime;
    private final byte[] stageVariables;

    EventFormat2(StageFacts stage, RouteKey route) {
        String routeKey = quoted(route.text());
        opening = constant("{\"version\":\"2.0\",\"routeKey\":" + routeKey + ",\"rawPath\":");
        context =
                constant(
                        ",\"requestContext\":{\"accountId\":"
                                + quoted(stage.account())
                                + ",\"apiId\":"
                                + quoted(stage.apiId())
                                + ",\"domainName\":");
        routeAndTime =
                constant(
                        ",\"routeKey\":"
                                + routeKey
                                + ",\"stage\":"
                                + quoted(stage.stage())
                                + ",\"time\":");
        stageVariables =
                stage.variables().isEmpty()
                        ? new byte[0]
                        : constant(",\"stageVariables\":" + EventFields.object(stage.variables()));
    }

    @Override
    public byte[] event(Outbound outbound, byte[] body) {
        RoutedCall routed = outbound.routed();
        String path = outbound.eventPath();
        JsonBytes json = JsonBytes.begin(2048 + body.length + body.length / 2);
        json.raw(opening).string(path).raw(RAW_QUERY).string(outbound.rawQuery());
        headers(json, outbound, body);
        query(json, outbound);
        context(json, routed.call(), path);
        if (!routed.route().variables().isEmpty()) {
            EventFields.pathParameters(json.raw(PATH_PARAMETERS), routed);
        }
        json.raw(stageVariables);
        if (body.length == 0) {
            json.raw(EventFields.TEXT);
        } else {
            EventFields.payload(json.raw(BODY), outbound.headers(), body);
        }
        return json.raw('}').bytes();
    }

    private static void headers(JsonBytes json, Outbound outbound, byte[] body) {
        cookies(json, outbound.headers());
        Fields headers = Fields.empty();
        EventFields.addHeaders(headers, outbound, body, HeaderNames::lowerCase);
        headers.remove("cookie");
        EventFields.joined(json.raw(HEADERS), headers);
    }

    private static void query(JsonBytes json, Outbound outbound) {
        Fields query = Fields.ofQuery(outbound.rawQuery());
        if (!query.isEmpty()) {
            EventFields.joined(json.raw(QUERY), query);
        }
    }

    /** The pairs of all Cookie headers; left out when there are none. */
    private static void cookies(JsonBytes json, Headers headers) {
        int count = 0;
        for (int i = 0; i < headers.size(); i++) {
            if (headers.name(i).equalsIgnoreCase("cookie")) {
                count = cookies(json, count, headers.value(i));
            }
        }
        if (count > 0) {
            json.raw(']');
        }
    }

    /** Adds the pairs of one header to the list, of which so many are written; how many are now. */
    private static int cookies(JsonBytes json, int written, String header) {
        int count = written;
        for (String cookie : header.split(";")) {
            if (!cookie.isBlank()) {
                (count == 0 ? json.raw(COOKIES) : json.raw(',')).string(cookie.strip());
                count++;
            }
        }
        return count;
    }

    private void context(JsonBytes json, Call call, String path) {
        json.raw(context).string(call.address().domainName());
        json.raw(DOMAIN_PREFIX).string(call.domainPrefix());
        json.raw(METHOD).string(call.request().method()).raw(PATH).string(path);
        json.raw(SOURCE_IP).string(call.sourceIp()).raw(USER_AGENT).string(call.userAgent());
        json.raw(REQUEST_ID).string(call.requestId());
        json.raw(routeAndTime).string(Moment.commonLogTime(call.epochMillis()));
        json.raw(TIME_EPOCH).number(call.epochMillis()).raw('}');
    }

    @Override
    public Answer answer(byte[] result) {
        return FunctionResult.inferred(result);
    }
}
