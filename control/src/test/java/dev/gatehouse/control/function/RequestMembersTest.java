package dev.gatehouse.control.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.wire.facts.ServiceFacts;
import dev.gatehouse.wire.schema.Member;
import dev.gatehouse.wire.schema.Shape;
import dev.gatehouse.wire.sdk.PojoShapes;
import dev.gatehouse.wire.service.ServiceOperations;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkPojo;

/**
 * Every member that a request can have is honoured or refused by its operation. The members that
 * this was decided for stand in a list; when a newer SDK brings more, decide on them and add them.
 */
class RequestMembersTest {
    private static final PojoShapes SHAPES = new PojoShapes(ServiceFacts.load("lambda"));

    @TempDir Path directory;

    @Test
    void everyMemberOfEveryRequestHasBeenDecidedOn() throws IOException {
        TreeMap<String, String> members = new TreeMap<>();
        try (LambdaPlane lambda = new LambdaPlane(directory)) {
            ServiceOperations operations = lambda.operations();
            for (String name : operations.names()) {
                var operation = Objects.requireNonNull(operations.operation(name));
                SdkPojo request = (SdkPojo) operation.input().get();
                members.put(name, members(SHAPES.structure(request, null)));
            }
        }
        String all =
                members.entrySet().stream()
                        .map(each -> (each.getKey() + ": " + each.getValue()).strip() + "\n")
                        .collect(Collectors.joining());

        assertThat(all).isEqualTo(decided());
    }

    private static String members(Shape.Structure structure) {
        return structure.members().stream()
                .map(member -> member.name() + parts(member))
                .sorted()
                .collect(Collectors.joining(" "));
    }

    private static String parts(Member member) {
        return switch (member.shape()) {
            case Shape.Structure structure -> "{" + members(structure) + "}";
            case Shape.Sequence sequence -> parts(sequence.element());
            case Shape.Mapping mapping -> parts(mapping.value());
            case Shape.Scalar _ -> "";
        };
    }

    private static String decided() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(
                        RequestMembersTest.class.getResourceAsStream("request-members.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
