package dev.gatehouse.control.function;

import dev.gatehouse.foundation.arn.Arn;

/** A layer's name within its account and region. */
record LayerId(String account, String region, String name) {
    String arn() {
        return Arn.of("lambda", region, account, "layer:" + name).toString();
    }

    String arn(long version) {
        return arn() + ":" + version;
    }
}
