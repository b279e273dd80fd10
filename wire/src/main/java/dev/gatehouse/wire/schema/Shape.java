package dev.gatehouse.wire.schema;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The type of a value as a service's model has it.
 *
 * <p>Codecs know only shapes and plain values: texts, numbers and so on as {@link Kind} lists them,
 * {@code List} for a list, {@code Map} for a map and also for a structure, whose keys are member
 * names. An absent member has no entry.
 */
public sealed interface Shape {
    Constraints constraints();

    /**
     * A value without parts.
     *
     * @param mediaType of a payload of this type; empty when the model does not say
     */
    record Scalar(Kind kind, Constraints constraints, String mediaType) implements Shape {
        public Scalar(Kind kind) {
            this(kind, Constraints.NONE, "");
        }
    }

    /**
     * A list.
     *
     * @param element its wire name is used by protocols that name elements
     * @param sparse whether an element may be null
     */
    record Sequence(Member element, boolean sparse, Constraints constraints) implements Shape {}

    /**
     * A map with texts as keys.
     *
     * @param sparse whether a value may be null
     */
    record Mapping(Member key, Member value, boolean sparse, Constraints constraints)
            implements Shape {}

    /** A structure, or a union: a structure of which exactly one member is set. */
    final class Structure implements Shape {
        /** What stands in place of an input or output that an operation does not have. */
        public static final Structure NONE = new Structure("", false, List.of());

        private final String name;
        private final boolean union;
        private final List<Member> members;
        private final Map<String, Member> byWireName;
        private final @Nullable Member payload;

        public Structure(String name, boolean union, List<Member> members) {
            this.name = name;
            this.union = union;
            this.members = List.copyOf(members);
            Map<String, Member> body = new LinkedHashMap<>();
            Member whole = null;
            for (Member member : members) {
                if (member.location() == Location.BODY) {
                    body.put(member.wireName(), member);
                } else if (member.location() == Location.PAYLOAD) {
                    whole = member;
                }
            }
            this.byWireName = Map.copyOf(body);
            this.payload = whole;
        }

        public String name() {
            return name;
        }

        public boolean union() {
            return union;
        }

        /** In the order of the model. */
        public List<Member> members() {
            return members;
        }

        /** The member of the body's document that has this name on the wire. */
        public @Nullable Member bodyMember(String wireName) {
            return byWireName.get(wireName);
        }

        /** Whether any member stands in the body's document. */
        public boolean hasBody() {
            return !byWireName.isEmpty();
        }

        /** The member that is the whole body. */
        public @Nullable Member payload() {
            return payload;
        }

        @Override
        public Constraints constraints() {
            return Constraints.NONE;
        }

        @Override
        public String toString() {
            return (union ? "union " : "structure ") + name;
        }
    }
}
