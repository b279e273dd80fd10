package dev.gatehouse.wire.schema;

import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A named place for a value in a structure, list or map. Its shape is found when it is first asked
 * for, so that shapes may contain themselves.
 */
public final class Member {
    /** What may be true of a member besides its type. */
    public enum Trait {
        REQUIRED,
        /** Elements stand directly in the parent, without a wrapper of their own. */
        FLATTENED,
        /** A text that is written in base64 where it stands in a header. */
        BASE64_IN_HEADER,
        /** A payload of any length and content type. */
        STREAMING,
        XML_ATTRIBUTE,
        /** Its value is not shown in messages. */
        SENSITIVE
    }

    private final String name;
    private final String wireName;
    private final Location location;
    private final Set<Trait> traits;
    private final @Nullable TimestampFormat timestampFormat;
    private final Supplier<? extends Shape> target;
    private volatile @Nullable Shape shape;

    public Member(
            String name,
            String wireName,
            Location location,
            Set<Trait> traits,
            @Nullable TimestampFormat timestampFormat,
            Supplier<? extends Shape> target) {
        this.name = name;
        this.wireName = wireName;
        this.location = location;
        this.traits = Set.copyOf(traits);
        this.timestampFormat = timestampFormat;
        this.target = target;
    }

    /** A part of a list, map or document with nothing special about it. */
    public static Member plain(String name, Supplier<? extends Shape> target) {
        return new Member(name, name, Location.BODY, Set.of(), null, target);
    }

    /** The model's name. */
    public String name() {
        return name;
    }

    /** The name in documents, headers, queries and paths. */
    public String wireName() {
        return wireName;
    }

    public Location location() {
        return location;
    }

    public boolean is(Trait trait) {
        return traits.contains(trait);
    }

    /** The format that the model demands for a timestamp here, or the default of the place. */
    public TimestampFormat timestampFormat(TimestampFormat placeDefault) {
        return timestampFormat == null ? placeDefault : timestampFormat;
    }

    public Shape shape() {
        Shape known = shape;
        if (known == null) {
            known = target.get();
            shape = known;
        }
        return known;
    }

    @Override
    public String toString() {
        return name;
    }
}
