package dev.gatehouse.gateway.route;

import java.util.Optional;

/**
 * A request's path in the one form that routing, authorisation and events share: the segments
 * between the slashes of the wire, each percent-decoded once.
 *
 * <p>Nothing is repaired. Empty segments are kept, so {@code /a}, {@code /a/} and {@code //a} are
 * three paths; an encoded slash stays inside its segment; case and Unicode form are significant.
 * What other parsers might read differently has no form here: dot segments, encoded, beside an
 * encoded slash or followed by {@code ;} too, backslashes, control characters, broken escapes and
 * broken UTF-8.
 */
public final class RequestPath {
    private final String raw;

    /** Where each segment begins in {@link #raw}, and one past the end for the last. */
    private final int[] starts;

    private final String[] segments;
    private final int first;

    private RequestPath(String raw, int[] starts, String[] segments, int first) {
        this.raw = raw;
        this.starts = starts;
        this.segments = segments;
        this.first = first;
    }

    /**
     * Empty when the path has no canonical form.
     *
     * @param raw as on the wire, beginning with a slash
     */
    public static Optional<RequestPath> parse(String raw) {
        int count = countSegments(raw);
        if (count < 0) {
            return Optional.empty();
        }
        int[] starts = new int[count + 1];
        String[] segments = new String[count];
        int from = 1;
        for (int i = 0; i < count; i++) {
            int slash = raw.indexOf('/', from);
            int end = slash < 0 ? raw.length() : slash;
            Optional<String> segment = PercentEncoding.decodeStrictly(raw.substring(from, end));
            if (segment.isEmpty() || isTreacherous(segment.get())) {
                return Optional.empty();
            }
            starts[i] = from;
            segments[i] = segment.get();
            from = end + 1;
        }
        starts[count] = from;
        return Optional.of(new RequestPath(raw, starts, segments, 0));
    }

    /** The number of segments; -1 when a character may not stand in a path. */
    private static int countSegments(String raw) {
        if (raw.isEmpty() || raw.charAt(0) != '/') {
            return -1;
        }
        int count = 0;
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c <= ' ' || c >= 0x7f || c == '\\' || c == '#' || c == '?') {
                return -1;
            }
            if (c == '/') {
                count++;
            }
        }
        return count;
    }

    private static boolean isTreacherous(String segment) {
        if (segment.indexOf('.') >= 0 && holdsDotSegment(segment)) {
            return true;
        }
        for (int i = 0; i < segment.length(); i++) {
            char c = segment.charAt(i);
            if (c < ' ' || c == 0x7f || c == '\\') {
                return true;
            }
        }
        return false;
    }

    /** Whether a parser that decodes before it splits would find a dot segment. */
    private static boolean holdsDotSegment(String segment) {
        for (String part : segment.split("/", -1)) {
            int end = part.indexOf(';');
            String name = end < 0 ? part : part.substring(0, end);
            if (name.equals(".") || name.equals("..")) {
                return true;
            }
        }
        return false;
    }

    /** The path behind its first segment. */
    public RequestPath tail() {
        return new RequestPath(raw, starts, segments, first + 1);
    }

    /** The number of segments; the root has one, which is empty, or none behind a stage's name. */
    public int size() {
        return segments.length - first;
    }

    public boolean isRoot() {
        return size() == 0 || (size() == 1 && segment(0).isEmpty());
    }

    /** A segment, decoded. */
    public String segment(int index) {
        return segments[first + index];
    }

    /** A segment as on the wire. */
    public String rawSegment(int index) {
        return raw.substring(starts[first + index], starts[first + index + 1] - 1);
    }

    /**
     * The segments from this one on, as on the wire, without a leading slash; empty when there are
     * none.
     */
    public String rawFrom(int index) {
        return index < size() ? raw.substring(starts[first + index]) : "";
    }

    /** As on the wire, with a leading slash; empty when nothing follows a stage's name. */
    public String raw() {
        return size() == 0 ? "" : raw.substring(starts[first] - 1);
    }

    /** Decoded, with a leading slash; slashes inside of a segment stay encoded. */
    public String text() {
        return size() == 0 ? "" : decoded(raw());
    }

    /** The segments from this one on, decoded as {@link #text} is, without a leading slash. */
    public String textFrom(int index) {
        return decoded(rawFrom(index));
    }

    private static String decoded(String raw) {
        return raw.indexOf('%') < 0 ? raw : PercentEncoding.decodeAllButSlashes(raw);
    }

    @Override
    public String toString() {
        return raw();
    }
}
