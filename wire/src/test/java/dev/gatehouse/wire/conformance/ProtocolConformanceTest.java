package dev.gatehouse.wire.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.wire.awsjson.AwsJsonProtocol;
import dev.gatehouse.wire.cbor.RpcV2CborProtocol;
import dev.gatehouse.wire.protocol.Protocol;
import dev.gatehouse.wire.query.AwsQueryProtocol;
import dev.gatehouse.wire.restjson.RestJson1Protocol;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Runs AWS's published protocol cases. {@code skipped-cases.txt} lists those that we do not pass,
 * each with its reason; a case that passes must not stand there.
 */
class ProtocolConformanceTest {
    private static final Map<String, Protocol> PROTOCOLS = protocols();

    private static Map<String, Protocol> protocols() {
        Map<String, Protocol> protocols = new LinkedHashMap<>();
        protocols.put("restJson1", new RestJson1Protocol());
        protocols.put("awsJson1_0", new AwsJsonProtocol("1.0"));
        protocols.put("awsJson1_1", new AwsJsonProtocol("1.1"));
        protocols.put("awsQuery", new AwsQueryProtocol());
        protocols.put("rpcv2Cbor", new RpcV2CborProtocol());
        return protocols;
    }

    private static Stream<ProtocolCase> cases() {
        return PROTOCOLS.entrySet().stream()
                .flatMap(e -> ProtocolCases.of(e.getKey(), e.getValue()).stream());
    }

    @TestFactory
    Stream<DynamicTest> publishedCasesPassOrAreListed() {
        SkippedCases skipped = SkippedCases.load();
        return cases().map(c -> DynamicTest.dynamicTest(c.id(), () -> run(c, skipped)));
    }

    private static void run(ProtocolCase c, SkippedCases skipped) throws Throwable {
        if (!skipped.contains(c.id())) {
            try {
                c.check().execute();
            } catch (Throwable e) {
                throw new AssertionError(c.protocol() + " " + c.id() + ": " + e.getMessage(), e);
            }
            return;
        }
        assertThat(passes(c)).as(c.id() + " passes and must not be skipped").isFalse();
    }

    private static boolean passes(ProtocolCase c) {
        try {
            c.check().execute();
            return true;
        } catch (Throwable e) {
            return false;
        }
    }

    @Test
    void everySkippedCaseExists() {
        List<String> ids = cases().map(ProtocolCase::id).toList();
        assertThat(ids).containsAll(SkippedCases.load().ids());
    }

    /** The figures of the README's table. */
    @Test
    void casesAreCountedInTheTable() {
        SkippedCases skipped = SkippedCases.load();
        Map<String, int[]> counts = new TreeMap<>();
        cases().forEach(c ->
                counts.computeIfAbsent(c.protocol(), p -> new int[2])[
                        skipped.contains(c.id()) ? 1 : 0]++);
        StringBuilder table = new StringBuilder();
        counts.forEach((protocol, n) ->
                table.append("| %s | %d | %d |%n".formatted(protocol, n[0], n[1])));
        assertThat(ReadmeTable.text()).contains(table.toString());
    }
}
