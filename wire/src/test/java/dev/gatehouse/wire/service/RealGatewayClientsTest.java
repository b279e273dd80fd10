package dev.gatehouse.wire.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.apigatewayv2.model.ConflictException;
import software.amazon.awssdk.services.apigatewayv2.model.CreateApiRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateApiResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetApiRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetApiResponse;
import software.amazon.awssdk.services.apigatewayv2.model.NotFoundException;
import software.amazon.awssdk.services.apigatewayv2.model.ProtocolType;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;
import software.amazon.awssdk.services.sts.model.StsException;

/** The marshallers of other unmodified clients: camel case with ISO dates, and query with XML. */
class RealGatewayClientsTest {
    @Test
    void apiGatewayV2SpeaksCamelCaseAndIsoDates() {
        Instant created = Instant.parse("2026-01-02T03:04:05Z");
        ApiGatewayV2Client apis =
                DirectHttpClient.client(
                        ApiGatewayV2Client.builder(),
                        ServiceOperations.of("apigatewayv2")
                                .on(
                                        "CreateApi",
                                        CreateApiRequest::builder,
                                        (CreateApiRequest input, CallContext call) ->
                                                CreateApiResponse.builder()
                                                        .name(input.name())
                                                        .protocolType(input.protocolType())
                                                        .corsConfiguration(
                                                                input.corsConfiguration())
                                                        .tags(input.tags())
                                                        .createdDate(created)
                                                        .build()));

        CreateApiResponse api =
                apis.createApi(r ->
                        r.name("pets")
                                .protocolType(ProtocolType.HTTP)
                                .corsConfiguration(c -> c.allowOrigins("*").maxAge(60))
                                .tags(Map.of("k", "v")));

        assertThat(api)
                .matches(
                        CreateApiResponse.builder()
                                        .name("pets")
                                        .protocolType(ProtocolType.HTTP)
                                        .corsConfiguration(c -> c.allowOrigins("*").maxAge(60))
                                        .tags(Map.of("k", "v"))
                                        .createdDate(created)
                                        .build()
                                ::equalsBySdkFields);
    }

    @Test
    void apiGatewayV2ErrorsKeepTheirMembers() {
        ApiGatewayV2Client apis =
                DirectHttpClient.client(
                        ApiGatewayV2Client.builder(),
                        ServiceOperations.of("apigatewayv2")
                                .on(
                                        "GetApi",
                                        GetApiRequest::builder,
                                        RealGatewayClientsTest::noApi));

        assertThatThrownBy(() -> apis.getApi(r -> r.apiId("x")))
                .isInstanceOfSatisfying(
                        NotFoundException.class,
                        e -> assertThat(e.resourceType()).isEqualTo("Api"));
        assertThatThrownBy(() -> apis.getApi(r -> r.apiId("conflict")))
                .isInstanceOfSatisfying(
                        ConflictException.class, e -> assertThat(e.statusCode()).isEqualTo(409));
    }

    private static GetApiResponse noApi(GetApiRequest input, CallContext call) {
        if (input.apiId().equals("conflict")) {
            throw ConflictException.builder().message("busy").build();
        }
        throw NotFoundException.builder()
                .resourceType("Api")
                .message("Invalid API identifier specified")
                .build();
    }

    @Test
    void stsSpeaksQueryAndXml() {
        StsClient sts =
                DirectHttpClient.client(
                        StsClient.builder(),
                        ServiceOperations.of("sts")
                                .on(
                                        "GetCallerIdentity",
                                        GetCallerIdentityRequest::builder,
                                        (GetCallerIdentityRequest input, CallContext call) ->
                                                GetCallerIdentityResponse.builder()
                                                        .account(call.account())
                                                        .arn(call.principalArn())
                                                        .userId("<&>")
                                                        .build()));

        GetCallerIdentityResponse identity = sts.getCallerIdentity();

        assertThat(identity)
                .matches(
                        GetCallerIdentityResponse.builder()
                                        .account("000000000000")
                                        .arn("arn:aws:iam::000000000000:root")
                                        .userId("<&>")
                                        .build()
                                ::equalsBySdkFields);
        assertThat(identity.responseMetadata().requestId()).isEqualTo("request-1");
        assertThatThrownBy(() -> sts.getSessionToken())
                .isInstanceOfSatisfying(
                        StsException.class,
                        e ->
                                assertThat(e.awsErrorDetails().errorMessage())
                                        .contains("sts:GetSessionToken"));
    }
}
