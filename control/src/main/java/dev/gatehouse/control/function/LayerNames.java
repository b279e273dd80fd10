package dev.gatehouse.control.function;

import dev.gatehouse.wire.service.CallContext;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the forms in which AWS lets a caller name a layer: its name, its ARN, a version's ARN. */
final class LayerNames {
    /** As AWS's model spells it, in every error about it. */
    private static final Pattern NAME =
            Pattern.compile(
                    "(arn:[a-zA-Z0-9-]+:lambda:[a-zA-Z0-9-]+:\\d{12}:layer:[a-zA-Z0-9-_]+)"
                            + "|[a-zA-Z0-9-_]+");

    private static final Pattern VERSION_ARN =
            Pattern.compile(
                    "arn:[a-zA-Z0-9-]+:lambda:[a-zA-Z0-9-]+:\\d{12}:layer:[a-zA-Z0-9-_]+:[0-9]+");

    private static final Pattern PARTS =
            Pattern.compile(
                    "arn:[^:]+:lambda:(?<region>[^:]+):(?<account>[^:]+):layer:(?<name>[^:]+)"
                            + "(?::(?<version>[0-9]{1,18}))?");

    private LayerNames() {}

    /** A layer version as a caller names it. */
    record LayerVersionId(LayerId layer, long version) {}

    static LayerId layer(@Nullable String given, CallContext call) {
        new Constraints()
                .required("layerName", given)
                .pattern("layerName", given, NAME)
                .longest("layerName", given, 140)
                .check();
        String name = given == null ? "" : given;
        Matcher parts = PARTS.matcher(name);
        return parts.matches() ? id(parts, call) : new LayerId(call.account(), call.region(), name);
    }

    static LayerVersionId version(@Nullable String arn, CallContext call) {
        new Constraints()
                .required("arn", arn)
                .pattern("arn", arn, VERSION_ARN)
                .longest("arn", arn, 140)
                .check();
        Matcher parts = PARTS.matcher(arn == null ? "" : arn);
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
