package dev.gatehouse.wire.service;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/**
 * The operations of one service that we answer. An operation that the service's model has and this
 * table lacks is answered with the protocol's own error that names it.
 */
public final class ServiceOperations {
    private final String service;
    private final Map<String, Operation<?, ?>> operations;
    private final Set<String> refused;

    private ServiceOperations(
            String service, Map<String, Operation<?, ?>> operations, Set<String> refused) {
        this.service = service;
        this.operations = Map.copyOf(operations);
        this.refused = Set.copyOf(refused);
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

    public @Nullable Operation<?, ?> operation(String name) {
        return operations.get(name);
    }

    /** Whether the operation's only answer is an error that tells why it is not available. */
    public boolean refuses(String name) {
        return refused.contains(name);
    }

    /** Names of all operations in no particular order. */
    public Iterable<String> names() {
        return operations.keySet();
    }

    /**
     * One operation: how its input is built and who answers it. SDK classes are loaded by the first
     * call, not by this table.
     */
    public record Operation<I, O>(
            Supplier<? extends SdkBuilder<?, I>> input, OperationHandler<I, O> handler) {}

    /** Collects operations. */
    public static final class Builder {
        private final String service;
        private final Map<String, Operation<?, ?>> operations = new LinkedHashMap<>();
        private final Set<String> refused = new HashSet<>();

        private Builder(String service) {
            this.service = service;
        }

        /** E.g. {@code on("GetFunction", GetFunctionRequest::builder, this::getFunction)}. */
        public <B extends SdkBuilder<B, I>, I, O> Builder on(
                String name, Supplier<B> input, OperationHandler<I, O> handler) {
            if (operations.put(name, new Operation<>(input, handler)) != null) {
                throw new IllegalArgumentException(service + " has two handlers for " + name);
            }
            return this;
        }

        /** The same for a handler that always throws an error with the reason. */
        public <B extends SdkBuilder<B, I>, I, O> Builder refuse(
                String name, Supplier<B> input, OperationHandler<I, O> handler) {
            refused.add(name);
            return on(name, input, handler);
        }

        /** Adds what another resource family of the same service answers. */
        public Builder include(ServiceOperations other) {
            refused.addAll(other.refused);
            other.operations.forEach((name, operation) -> {
                if (operations.put(name, operation) != null) {
                    throw new IllegalArgumentException(service + " has two handlers for " + name);
                }
            });
            return this;
        }

        public ServiceOperations build() {
            return new ServiceOperations(service, operations, refused);
        }
    }
}
