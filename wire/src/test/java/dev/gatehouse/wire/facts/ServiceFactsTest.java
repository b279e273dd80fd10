package dev.gatehouse.wire.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.sts.StsClient;

class ServiceFactsTest {
    static Stream<Arguments> clients() {
        return Stream.of(
                Arguments.of("lambda", LambdaClient.class),
                Arguments.of("apigatewayv2", ApiGatewayV2Client.class),
                Arguments.of("sts", StsClient.class));
    }

    /** The SDK is newer than the models; what it adds stands in the overlays. */
    @ParameterizedTest
    @MethodSource("clients")
    void everyOperationOfTheSdkHasItsFacts(String service, Class<?> client) {
        Set<String> known = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        known.addAll(ServiceFacts.load(service).operations().keySet());

        assertThat(operations(client)).isNotEmpty().allMatch(known::contains);
    }

    private static Set<String> operations(Class<?> client) {
        return Arrays.stream(client.getMethods())
                .map(Method::getParameterTypes)
                .flatMap(Arrays::stream)
                .map(Class::getSimpleName)
                .filter(name -> name.endsWith("Request"))
                .map(name -> name.substring(0, name.length() - "Request".length()))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
