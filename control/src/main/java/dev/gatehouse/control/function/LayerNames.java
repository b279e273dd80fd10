package dev.gatehouse.control.function;

import dev.gatehouse.wire.service.CallContext;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the forms in which AWS lets a caller name a layer: its name, its ARN, a version's ARN. */
final class LayerNames {
    private static final Pattern PARTS =
            Pattern.compile(
                    "arn:[^:]+:lambda:(?<region>[^:]+):(?<account>[^:]+):layer:(?<name>[^:]+)"
                            + "(?::(?<version>[0-9]{1,18}))?");

    private LayerNames() {}

    /** A layer version as a caller names it. */
    record LayerVersionId(LayerId layer, long version) {}

    static LayerId layer(String name, CallContext call) {
        Matcher parts = PARTS.matcher(name);
        return parts.matches() ? id(parts, call) : new LayerId(call.account(), call.region(), name);
    }

    static LayerVersionId version(String arn, CallContext call) {
        Matcher parts = PARTS.matcher(arn);
        if (!parts.matches()) {
            throw LambdaFaults.notFound("The resource you requested does not exist.");
        }
        return new LayerVersionId(id(parts, call), Long.parseLong(parts.group("version")));
    }

    private static LayerId id(Matcher parts, CallContext call) {
        String region = parts.group("region");
        if (!region.equals(call.region())) {
            throw LambdaFaults.notFound(
                    "Layers from '"
                            + region
                            + "' are not reachable in this region ('"
                            + call.region()
                            + "')");
        }
        return new LayerId(parts.group("account"), region, parts.group("name"));
    }
}
