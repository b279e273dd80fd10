package dev.gatehouse.functions.host;

/** On whose behalf a function is invoked. */
public sealed interface Caller {
    /**
     * A principal of the function's own account whose signature was verified; identity policies
     * judge it elsewhere.
     */
    record Principal(String arn, String account) implements Caller {}

    /**
     * An AWS service that the function's resource policy must allow.
     *
     * @param service e.g. {@code apigateway.amazonaws.com}
     * @param sourceArn what it acts for, e.g. {@code
     *     arn:aws:execute-api:eu-west-1:000000000000:a1b2c3/$default/GET/pets}
     */
    record Service(String service, String sourceArn, String sourceAccount) implements Caller {}
}
