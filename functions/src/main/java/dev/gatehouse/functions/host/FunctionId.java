package dev.gatehouse.functions.host;

import dev.gatehouse.foundation.arn.Arn;

/** A function's name within its account and region. */
public record FunctionId(String account, String region, String name) {
    /** The unqualified ARN. */
    public String arn() {
        return Arn.of("lambda", region, account, "function:" + name).toString();
    }
}
