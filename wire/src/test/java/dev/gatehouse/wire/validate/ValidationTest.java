package dev.gatehouse.wire.validate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.wire.schema.Constraints;
import dev.gatehouse.wire.schema.Kind;
import dev.gatehouse.wire.schema.Member;
import dev.gatehouse.wire.schema.Shape;
import dev.gatehouse.wire.schema.Shape.Structure;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValidationTest {
    private static final Constraints TWO_OR_MORE =
            new Constraints(BigDecimal.TWO, null, null, List.of(), false);
    private static final Shape TEXT = new Shape.Scalar(Kind.STRING, TWO_OR_MORE, "");
    private static final Member PART = Member.plain("part", () -> TEXT);
    private static final Structure INPUT =
            new Structure(
                    "Input",
                    false,
                    List.of(
                            Member.plain(
                                    "Names",
                                    () -> new Shape.Sequence(PART, false, Constraints.NONE)),
                            Member.plain(
                                    "Tags",
                                    () -> new Shape.Mapping(PART, PART, false, Constraints.NONE))));

    @Test
    void elementsAreCountedFromOne() {
        assertThat(Validation.EACH_PART.check(INPUT, Map.of("Names", List.of("ok", "x"))))
                .contains(
                        "1 validation error detected: Value 'x' at 'names.2.member' failed to"
                                + " satisfy constraint: Member must have length greater than or"
                                + " equal to 2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Key", "17", "99999999999999999999"})
    void keysAreToldAsTheyAre(String key) {
        assertThat(Validation.EACH_PART.check(INPUT, Map.of("Tags", Map.of(key, "x"))))
                .hasValueSatisfying(message ->
                        assertThat(message)
                                .startsWith(
                                        "1 validation error detected: Value 'x' at 'tags."
                                                + key
                                                + "' failed"));
    }

    @Test
    void anEmptyKeyIsOneThatIsTooShort() {
        assertThat(Validation.EACH_PART.check(INPUT, Map.of("Tags", Map.of("", "ok"))))
                .hasValueSatisfying(message ->
                        assertThat(message)
                                .startsWith(
                                        "1 validation error detected: Value '' at 'tags.'"
                                                + " failed"));
    }

    @Test
    void theMessageDoesNotGrowWithTheInput() {
        List<String> wrong = Collections.nCopies(1_000_000, "x");

        assertThat(Validation.EACH_PART.check(INPUT, Map.of("Names", wrong)))
                .hasValueSatisfying(message -> assertThat(message).hasSizeLessThan(200_000));
    }
}
