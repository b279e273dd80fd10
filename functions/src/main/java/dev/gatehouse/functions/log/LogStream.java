package dev.gatehouse.functions.log;

import dev.gatehouse.foundation.id.Ids;
import dev.gatehouse.functions.host.FunctionId;
import dev.gatehouse.functions.host.FunctionVersion;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Where the lines of one environment belong.
 *
 * @param group e.g. {@code /aws/lambda/hello}
 * @param name e.g. {@code 2025/01/31/[$LATEST]0123456789abcdef0123456789abcdef}
 */
public record LogStream(FunctionId function, String group, String name) {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy/MM/dd").withZone(ZoneOffset.UTC);

    /** A new stream for an environment of this version. */
    public static LogStream of(FunctionVersion version, Instant now) {
        String name = DAY.format(now) + "/[" + version.version() + "]" + Ids.secret(16);
        return new LogStream(version.id(), version.logGroup(), name);
    }
}
