package dev.gatehouse.control.function;

import dev.gatehouse.functions.host.FunctionId;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.AliasConfiguration;

/**
 * One function with everything that belongs to it. An immutable value: a change makes another one,
 * and {@link Functions} stores the difference.
 *
 * @param versions the published ones by number
 * @param aliases by name
 * @param policies by qualifier; the unqualified function's under {@code $LATEST}, where AWS has no
 *     policy of its own
 */
record LambdaFunction(
        FunctionId id,
        FunctionRecord function,
        SortedMap<Long, VersionRecord> versions,
        SortedMap<String, AliasConfiguration> aliases,
        SortedMap<String, PolicyRecord> policies) {
    static final String LATEST = "$LATEST";

    LambdaFunction {
        versions = Collections.unmodifiableSortedMap(new TreeMap<>(versions));
        aliases = Collections.unmodifiableSortedMap(new TreeMap<>(aliases));
        policies = Collections.unmodifiableSortedMap(new TreeMap<>(policies));
    }

    static LambdaFunction of(FunctionId id, FunctionRecord function) {
        return new LambdaFunction(id, function, new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
    }

    VersionRecord latest() {
        return function.latest();
    }

    static boolean isNumber(String qualifier) {
        return !qualifier.isEmpty() && qualifier.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** The version of this name: {@code $LATEST}, or a number without leading zeros. */
    Optional<VersionRecord> version(String name) {
        if (name.equals(LATEST)) {
            return Optional.of(latest());
        }
        return isNumber(name) && name.length() < 19 && name.charAt(0) != '0'
                ? Optional.ofNullable(versions.get(Long.valueOf(name)))
                : Optional.empty();
    }

    /** Every version by its number, {@code $LATEST} as number 0. */
    SortedMap<Long, VersionRecord> everyVersion() {
        SortedMap<Long, VersionRecord> all = new TreeMap<>(versions);
        all.put(0L, latest());
        return all;
    }

    /** What a qualifier leads to, be it a version, an alias or absent. */
    Optional<VersionRecord> resolve(@Nullable String qualifier) {
        if (qualifier == null) {
            return Optional.of(latest());
        }
        AliasConfiguration alias = aliases.get(qualifier);
        return version(alias == null ? qualifier : alias.functionVersion());
    }

    LambdaFunction with(FunctionRecord next) {
        return new LambdaFunction(id, next, versions, aliases, policies);
    }

    LambdaFunction withLatest(VersionRecord next) {
        return with(function.withLatest(next));
    }

    LambdaFunction withVersions(UnaryOperator<SortedMap<Long, VersionRecord>> change) {
        return new LambdaFunction(
                id, function, change.apply(new TreeMap<>(versions)), aliases, policies);
    }

    LambdaFunction withAliases(UnaryOperator<SortedMap<String, AliasConfiguration>> change) {
        return new LambdaFunction(
                id, function, versions, change.apply(new TreeMap<>(aliases)), policies);
    }

    LambdaFunction withPolicies(UnaryOperator<SortedMap<String, PolicyRecord>> change) {
        return new LambdaFunction(
                id, function, versions, aliases, change.apply(new TreeMap<>(policies)));
    }

    /** Gives the function, version or alias of this name another RevisionId. */
    LambdaFunction withNewRevision(@Nullable String qualifier) {
        String revision = Revisions.newId();
        if (qualifier == null || qualifier.equals(LATEST)) {
            return withLatest(latest().with(configuration -> configuration.revisionId(revision)));
        }
        if (isNumber(qualifier)) {
            return withVersions(all -> {
                all.computeIfPresent(
                        Long.valueOf(qualifier),
                        (number, version) ->
                                version.with(configuration -> configuration.revisionId(revision)));
                return all;
            });
        }
        return withAliases(all -> {
            all.computeIfPresent(
                    qualifier, (name, alias) -> alias.toBuilder().revisionId(revision).build());
            return all;
        });
    }
}
