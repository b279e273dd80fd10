package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.wire.facts.OperationFacts;
import dev.gatehouse.wire.facts.ServiceFacts;
import dev.gatehouse.wire.service.ServiceOperations;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;

/** The URIs of the wire facts and the members of the SDK's requests speak of the same things. */
class OperationPathsTest {
    @RegisterExtension static final RunningServer server = new RunningServer();

    private static final Pattern LABEL = Pattern.compile("\\{([\\w-]+)\\+?}");

    @Test
    void everyLabelOfAPathIsAMemberOfItsInput() {
        for (ServiceOperations service : server.services()) {
            ServiceFacts facts = ServiceFacts.load(service.service());
            for (OperationFacts operation : facts.operations().values()) {
                ServiceOperations.Operation<?, ?> answered = service.operation(operation.name());
                if (answered != null) {
                    assertThat(labels(operation))
                            .as("%s %s", operation.name(), operation.uri())
                            .isEqualTo(pathMembers(answered));
                }
            }
        }
    }

    private static Set<String> labels(OperationFacts operation) {
        return LABEL.matcher(operation.uri())
                .results()
                .map((MatchResult label) -> label.group(1))
                .collect(Collectors.toSet());
    }

    private static Set<String> pathMembers(ServiceOperations.Operation<?, ?> operation) {
        return ((SdkPojo) operation.input().get())
                .sdkFields().stream()
                        .filter(field ->
                                field.location() == MarshallLocation.PATH
                                        || field.location() == MarshallLocation.GREEDY_PATH)
                        .map(SdkField::locationName)
                        .collect(Collectors.toSet());
    }
}
