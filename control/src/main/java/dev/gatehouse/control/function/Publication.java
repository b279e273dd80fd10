package dev.gatehouse.control.function;

import dev.gatehouse.control.function.Functions.Changed;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;

/** Makes numbered versions out of {@code $LATEST}. */
final class Publication {
    private Publication() {}

    /**
     * A function with {@code $LATEST} published under the next number; the same function when the
     * last version published is no different.
     *
     * @param description of the version; null for that of {@code $LATEST}
     */
    static Changed<VersionRecord> publish(
            LambdaFunction function, @Nullable String description, Instant now) {
        Optional<VersionRecord> last =
                function.version(Long.toString(function.function().lastVersion()));
        if (last.isPresent() && isSame(function.latest(), last.get())) {
            return new Changed<>(function, last.get());
        }
        long number = function.function().lastVersion() + 1;
        VersionRecord version =
                function.latest().with(latest -> published(latest, number, description, now));
        LambdaFunction next =
                function.with(function.function().withLastVersion(number))
                        .withVersions(versions -> {
                            versions.put(number, version);
                            return versions;
                        });
        return new Changed<>(next, version);
    }

    private static FunctionConfiguration.Builder published(
            FunctionConfiguration.Builder latest,
            long number,
            @Nullable String description,
            Instant now) {
        latest.version(Long.toString(number))
                .revisionId(Revisions.newId())
                .lastModified(Revisions.time(now));
        return description == null ? latest : latest.description(description);
    }

    /** Whether both would run alike: descriptions, times and states do not count. */
    private static boolean isSame(VersionRecord latest, VersionRecord published) {
        return comparable(latest).equals(comparable(published))
                && latest.layers().equals(published.layers());
    }

    private static FunctionConfiguration comparable(VersionRecord version) {
        FunctionConfiguration configuration = version.configuration();
        return FunctionConfiguration.builder()
                .codeSha256(configuration.codeSha256())
                .runtime(configuration.runtimeAsString())
                .handler(configuration.handler())
                .role(configuration.role())
                .memorySize(configuration.memorySize())
                .timeout(configuration.timeout())
                .ephemeralStorage(configuration.ephemeralStorage())
                .environment(configuration.environment())
                .build();
    }
}
