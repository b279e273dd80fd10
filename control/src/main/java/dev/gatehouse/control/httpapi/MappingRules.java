package dev.gatehouse.control.httpapi;

import dev.gatehouse.language.mapping.ParameterMapping;
import dev.gatehouse.language.mapping.ParameterMapping.Direction;
import java.util.Map;

/** Which parameter mappings are accepted. AWS docs: Transform API requests and responses. */
final class MappingRules {
    private MappingRules() {}

    static void check(Direction direction, Map<String, String> mappings) {
        mappings.forEach((key, value) ->
                ParameterMapping.check(direction, key, value)
                        .ifPresent(error -> {
                            throw Faults.badRequest(error);
                        }));
    }
}
