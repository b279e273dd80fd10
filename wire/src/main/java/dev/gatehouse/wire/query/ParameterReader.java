package dev.gatehouse.wire.query;

import dev.gatehouse.wire.protocol.MalformedInputException;
import dev.gatehouse.wire.protocol.Text;
import dev.gatehouse.wire.schema.Member;
import dev.gatehouse.wire.schema.Shape.Mapping;
import dev.gatehouse.wire.schema.Shape.Scalar;
import dev.gatehouse.wire.schema.Shape.Sequence;
import dev.gatehouse.wire.schema.Shape.Structure;
import dev.gatehouse.wire.schema.TimestampFormat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads the values of shapes from a tree of parameters. */
final class ParameterReader {
    private static final Pattern INDEX = Pattern.compile("\\d{1,9}");

    private ParameterReader() {}

    static Map<String, Object> structure(Structure shape, ParameterTree tree) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (Member member : shape.members()) {
            ParameterTree child = tree.child(member.wireName());
            if (child != null) {
                Object value = value(member, child);
                values.put(member.name(), value);
            }
        }
        return values;
    }

    private static Object value(Member member, ParameterTree tree) {
        boolean flattened = member.is(Member.Trait.FLATTENED);
        return switch (member.shape()) {
            case Scalar _ -> scalar(member, tree);
            case Structure structure -> structure(structure, tree);
            case Sequence sequence -> sequence(sequence, tree, flattened);
            case Mapping mapping -> mapping(mapping, tree, flattened);
        };
    }

    private static Object scalar(Member member, ParameterTree tree) {
        String text = tree.value();
        if (text == null) {
            throw MalformedInputException.serialization(
                    "Unexpected parts of the parameter " + member.wireName());
        }
        return Text.read(member, TimestampFormat.DATE_TIME, text);
    }

    private static List<Object> sequence(Sequence shape, ParameterTree tree, boolean flattened) {
        ParameterTree wrapper = flattened ? tree : tree.child(shape.element().wireName());
        List<Object> elements = new ArrayList<>();
        if (wrapper != null) {
            ordered(wrapper).forEach(e -> elements.add(value(shape.element(), e)));
        }
        return elements;
    }

    private static Map<String, Object> mapping(
            Mapping shape, ParameterTree tree, boolean flattened) {
        ParameterTree wrapper = flattened ? tree : tree.child("entry");
        Map<String, Object> entries = new LinkedHashMap<>();
        if (wrapper != null) {
            for (ParameterTree entry : ordered(wrapper)) {
                ParameterTree key = entry.child(shape.key().wireName());
                ParameterTree value = entry.child(shape.value().wireName());
                if (key == null || value == null) {
                    throw MalformedInputException.serialization(
                            "An entry of a map needs a key and a value");
                }
                entries.put(scalar(shape.key(), key).toString(), value(shape.value(), value));
            }
        }
        return entries;
    }

    /** The numbered children by their numbers. */
    private static List<ParameterTree> ordered(ParameterTree tree) {
        Map<Integer, ParameterTree> ordered = new TreeMap<>();
        tree.children()
                .forEach((name, child) -> {
                    if (!INDEX.matcher(name).matches()) {
                        throw MalformedInputException.serialization(
                                "Expected the number of an element instead of " + name);
                    }
                    ordered.put(Integer.valueOf(name), child);
                });
        return List.copyOf(ordered.values());
    }
}
