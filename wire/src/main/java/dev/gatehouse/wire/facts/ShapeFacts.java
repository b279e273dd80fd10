package dev.gatehouse.wire.facts;

import dev.gatehouse.wire.schema.Constraints;
import java.util.Map;
import java.util.Set;

/**
 * What a model demands of a shape, beyond what the SDK's class of it tells.
 *
 * @param required wire names of the members that must be there
 * @param members the shape names of members by wire name; of a list under {@code element}, of a map
 *     under {@code key} and {@code value}
 * @param mediaType of a payload; empty when the model does not say
 */
public record ShapeFacts(
        Constraints constraints,
        Set<String> required,
        Map<String, String> members,
        boolean sensitive,
        String mediaType) {
    public static final ShapeFacts NONE =
            new ShapeFacts(Constraints.NONE, Set.of(), Map.of(), false, "");

    public ShapeFacts {
        required = Set.copyOf(required);
        members = Map.copyOf(members);
    }
}
