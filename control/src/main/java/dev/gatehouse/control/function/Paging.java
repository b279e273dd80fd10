package dev.gatehouse.control.function;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list. A marker is the name of the last item before the page, so it stays good while
 * items come and go.
 *
 * @param nextMarker null on the last page
 */
record Paging<T>(List<T> items, @Nullable String nextMarker) {
    /** The most items on a page, whatever the caller asks for (AWS docs: ListFunctions). */
    static final int MOST = 50;

    private static final int LONGEST_NUMBER = 18;

    Paging {
        items = List.copyOf(items);
    }

    /**
     * @param afterMarker the items after the marker, at least one more than the page takes if there
     *     are more
     */
    static <T> Paging<T> first(List<T> afterMarker, int size, Function<T, String> name) {
        if (afterMarker.size() <= size) {
            return new Paging<>(afterMarker, null);
        }
        List<T> items = afterMarker.subList(0, size);
        byte[] last = name.apply(items.getLast()).getBytes(StandardCharsets.UTF_8);
        return new Paging<>(items, Base64.getUrlEncoder().encodeToString(last));
    }

    static int size(@Nullable Integer maxItems) {
        return maxItems == null ? MOST : Math.min(maxItems, MOST);
    }

    /** The name in a marker; empty for the first page. */
    static String after(@Nullable String marker) {
        if (marker == null || marker.isEmpty()) {
            return "";
        }
        try {
            return new String(Base64.getUrlDecoder().decode(marker), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw unknown(marker);
        }
    }

    /**
     * The number in a marker of a list that is ordered by numbers.
     *
     * @param start what the first page comes after
     */
    static long afterNumber(@Nullable String marker, long start) {
        String number = after(marker);
        return number.isEmpty() ? start : number(number);
    }

    /** A number out of a marker. */
    static long number(String text) {
        if (!LambdaFunction.isNumber(text) || text.length() > LONGEST_NUMBER) {
            throw unknown(text);
        }
        return Long.parseLong(text);
    }

    private static RuntimeException unknown(String marker) {
        return LambdaFaults.invalid("The marker " + marker + " is not one that a list gave.");
    }
}
