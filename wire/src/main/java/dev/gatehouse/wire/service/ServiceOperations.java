package dev.gatehouse.wire.service;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/**
 * The operations of one service that we answer or refuse. An operation that the service's model has
 * and this table lacks is answered with the protocol's own error that names it.
 */
public final class ServiceOperations {
    private final String service;
    private final Map<String, Operation<?, ?>> operations;
    private final Map<String, Supplier<? extends RuntimeException>> refusals;

    private ServiceOperations(Builder builder) {
        this.service = builder.service;
        this.operations = Map.copyOf(builder.operations);
        this.refusals = Map.copyOf(builder.refusals);
    }

    /**
     * @param service the name of its wire facts: {@code lambda}, {@code apigatewayv2}, {@code sts}
     *     …
     */
    public static Builder of(String service) {
        return new Builder(service);
    }

    public String service() {
        return service;
    }

    /** Who answers the operation; null when it is refused or not in this table. */
    public @Nullable Operation<?, ?> operation(String name) {
        return operations.get(name);
    }

    /** The error that is the operation's only answer; null when it is not refused. */
    public @Nullable RuntimeException refusal(String name) {
        Supplier<? extends RuntimeException> refusal = refusals.get(name);
        return refusal == null ? null : refusal.get();
    }

    /** The names of all operations that are answered or refused. */
    public Set<String> names() {
        return Stream.of(operations, refusals)
                .flatMap(table -> table.keySet().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * One operation: how its input is built and who answers it. SDK classes are loaded by the first
     * call, not by this table.
     */
    public record Operation<I, O>(
            Supplier<? extends SdkBuilder<?, I>> input, OperationHandler<I, O> handler) {}

    /** Collects operations, each of them once. */
    public static final class Builder {
        private final String service;
        private final Map<String, Operation<?, ?>> operations = new LinkedHashMap<>();
        private final Map<String, Supplier<? extends RuntimeException>> refusals =
                new LinkedHashMap<>();

        private Builder(String service) {
            this.service = service;
        }

        /** E.g. {@code on("GetFunction", GetFunctionRequest::builder, this::getFunction)}. */
        public <B extends SdkBuilder<B, I>, I, O> Builder on(
                String name, Supplier<B> input, OperationHandler<I, O> handler) {
            requireNew(name);
            operations.put(name, new Operation<>(input, handler));
            return this;
        }

        /**
         * Answers these operations with an error that tells why, whatever their input.
         *
         * @param error makes a new one for each call
         */
        public Builder refuse(Supplier<? extends RuntimeException> error, String... names) {
            for (String name : names) {
                requireNew(name);
                refusals.put(name, error);
            }
            return this;
        }

        /** Adds what another resource family of the same service answers. */
        public Builder include(ServiceOperations other) {
            other.names().forEach(this::requireNew);
            operations.putAll(other.operations);
            refusals.putAll(other.refusals);
            return this;
        }

        private void requireNew(String name) {
            if (operations.containsKey(name) || refusals.containsKey(name)) {
                throw new IllegalArgumentException(service + " has two answers for " + name);
            }
        }

        public ServiceOperations build() {
            return new ServiceOperations(this);
        }
    }
}
