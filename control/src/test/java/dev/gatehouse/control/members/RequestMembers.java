package dev.gatehouse.control.members;

import static java.util.stream.Collectors.joining;

import dev.gatehouse.wire.facts.ServiceFacts;
import dev.gatehouse.wire.schema.Member;
import dev.gatehouse.wire.schema.Shape;
import dev.gatehouse.wire.sdk.PojoShapes;
import dev.gatehouse.wire.service.ServiceOperations;
import dev.gatehouse.wire.service.ServiceOperations.Operation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import software.amazon.awssdk.core.SdkPojo;

/**
 * Every member that a service's requests can have. Each is honoured or refused by its operation;
 * those that this was decided for stand in a list {@code request-members.txt} beside the service's
 * tests. When a newer SDK brings more, decide on them and add them.
 */
public final class RequestMembers {
    private final PojoShapes shapes;
    private final ServiceOperations operations;

    public RequestMembers(ServiceOperations operations) {
        this.operations = operations;
        this.shapes = new PojoShapes(ServiceFacts.load(operations.service()));
    }

    /** A line for each operation that is answered. */
    public String lines() {
        return operations.names().stream()
                .sorted()
                .filter(name -> operations.refusal(name) == null)
                .map(name -> (name + ": " + of(name)).strip() + "\n")
                .collect(joining());
    }

    /**
     * @param test whose package holds the list
     */
    public static String decided(Class<?> test) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(test.getResourceAsStream("request-members.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String of(String name) {
        Operation<?, ?> operation = Objects.requireNonNull(operations.operation(name));
        return members(shapes.structure((SdkPojo) operation.input().get(), null));
    }

    private static String members(Shape.Structure structure) {
        return structure.members().stream()
                .map(member -> member.name() + parts(member))
                .sorted()
                .collect(joining(" "));
    }

    private static String parts(Member member) {
        return switch (member.shape()) {
            case Shape.Structure structure -> "{" + members(structure) + "}";
            case Shape.Sequence sequence -> parts(sequence.element());
            case Shape.Mapping mapping -> parts(mapping.value());
            case Shape.Scalar _ -> "";
        };
    }
}
