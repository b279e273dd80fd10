package dev.gatehouse.functions.permission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.functions.host.Caller;
import dev.gatehouse.functions.host.FunctionId;
import dev.gatehouse.functions.host.FunctionRef;
import dev.gatehouse.functions.host.ResourcePolicy;
import dev.gatehouse.functions.host.ResourcePolicy.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InvokePermissionTest {
    private static final String FUNCTION = "arn:aws:lambda:eu-west-1:000000000000:function:hello";
    private static final String SOURCE =
            "arn:aws:execute-api:eu-west-1:000000000000:a1b2c3/$default/GET/pets";
    private static final Caller.Service GATEWAY =
            new Caller.Service("apigateway.amazonaws.com", SOURCE, "000000000000");

    private static boolean allowed(
            String principal, String action, Map<String, Map<String, String>> conditions) {
        return InvokePermission.allows(
                new ResourcePolicy(
                        List.of(new Statement("s", principal, action, FUNCTION, conditions))),
                FUNCTION,
                GATEWAY);
    }

    @ParameterizedTest
    @CsvSource({
        "ArnLike, arn:aws:execute-api:eu-west-1:000000000000:a1b2c3/*, true",
        "ArnLike, arn:aws:execute-api:eu-west-1:000000000000:a1b2c3/*/*/pets, true",
        "ArnLike, arn:aws:execute-api:*:000000000000:a1b2c?/*, true",
        "ArnEquals, arn:aws:execute-api:eu-west-1:000000000000:a1b2c3/*, true",
        "ArnLike, arn:aws:execute-api:eu-west-1:000000000000:other/*, false",
        "ArnLike, arn:aws:*, false",
        "ArnLike, *, false",
        "StringLike, arn:aws:execute-api:*, true",
        "StringEquals, arn:aws:execute-api:*, false",
        "StringNotLike, something, false",
        "ForAllValues:StringLike, *, false",
    })
    void sourceArnIsJudgedByItsOperator(String operator, String pattern, boolean expected) {
        Map<String, Map<String, String>> conditions =
                Map.of(operator, Map.of("AWS:SourceArn", pattern));

        assertThat(allowed("apigateway.amazonaws.com", "lambda:InvokeFunction", conditions))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "apigateway.amazonaws.com, lambda:InvokeFunction, true",
        "apigateway.amazonaws.com, lambda:*, true",
        "apigateway.amazonaws.com, *, true",
        "apigateway.amazonaws.com, lambda:Invoke*, true",
        "apigateway.amazonaws.com, lambda:GetFunction, false",
        "*, lambda:InvokeFunction, true",
        "events.amazonaws.com, lambda:InvokeFunction, false",
        "000000000000, lambda:InvokeFunction, false",
    })
    void principalAndActionMustFit(String principal, String action, boolean expected) {
        assertThat(allowed(principal, action, Map.of())).isEqualTo(expected);
    }

    @Test
    void everyConditionMustHoldAndUnknownKeysAllowNothing() {
        assertThat(
                        allowed(
                                "apigateway.amazonaws.com",
                                "lambda:InvokeFunction",
                                Map.of(
                                        "ArnLike", Map.of("AWS:SourceArn", SOURCE),
                                        "StringEquals",
                                                Map.of("AWS:SourceAccount", "111111111111"))))
                .isFalse();
        assertThat(
                        allowed(
                                "apigateway.amazonaws.com",
                                "lambda:InvokeFunction",
                                Map.of("StringLike", Map.of("aws:PrincipalOrgID", "*"))))
                .isFalse();
    }

    @Test
    void permissionOfTheFunctionIsNotThatOfItsAlias() {
        ResourcePolicy policy =
                new ResourcePolicy(
                        List.of(
                                new Statement(
                                        "s",
                                        "apigateway.amazonaws.com",
                                        "lambda:InvokeFunction",
                                        FUNCTION,
                                        Map.of())));
        FunctionId id = new FunctionId("000000000000", "eu-west-1", "hello");
        Permissions permissions = new Permissions(Map.of("", policy));

        assertThat(permissions.allow(new FunctionRef(id, null), GATEWAY)).isTrue();
        assertThat(permissions.allow(new FunctionRef(id, "live"), GATEWAY)).isFalse();
    }

    @Test
    void principalOfAnotherAccountNeedsThePolicy() {
        FunctionId id = new FunctionId("000000000000", "eu-west-1", "hello");
        Permissions none = new Permissions(Map.of());

        assertThat(
                        none.allow(
                                new FunctionRef(id, null),
                                new Caller.Principal("arn:aws:iam::0:user/me", "000000000000")))
                .isTrue();
        assertThat(
                        none.allow(
                                new FunctionRef(id, null),
                                new Caller.Principal("arn:aws:iam::1:user/me", "111111111111")))
                .isFalse();
    }

    @Test
    void hostilePatternIsJudgedQuickly() {
        assertThat(Wildcard.matches("*a".repeat(200) + "b", "a".repeat(2000))).isFalse();
    }
}
