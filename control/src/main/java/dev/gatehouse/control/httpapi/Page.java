package dev.gatehouse.control.httpapi;

import dev.gatehouse.control.document.Stored;
import dev.gatehouse.store.document.Document;
import dev.gatehouse.store.document.DocumentStore;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list, in the order of ids.
 *
 * @param nextToken what to ask the following page with, or null at the end
 */
record Page<T>(List<T> items, @Nullable String nextToken) {
    private static final int DEFAULT_SIZE = 100;
    private static final int MOST = 500;
    private static final Pattern ID = Pattern.compile("[\\w$/-]+");

    /** Which page: AWS's query parameters as they came. */
    record Request(@Nullable String maxResults, @Nullable String nextToken) {
        private int size() {
            if (maxResults == null) {
                return DEFAULT_SIZE;
            }
            try {
                int size = Integer.parseInt(maxResults);
                if (size >= 1 && size <= MOST) {
                    return size;
                }
            } catch (NumberFormatException notANumber) {
                // told below, like a number out of range
            }
            throw Faults.badRequest("Invalid maxResults " + maxResults + ": expected 1 to " + MOST);
        }

        private String afterId() {
            if (nextToken == null) {
                return "";
            }
            try {
                String id =
                        new String(
                                Base64.getUrlDecoder().decode(nextToken), StandardCharsets.UTF_8);
                if (ID.matcher(id).matches()) {
                    return id;
                }
            } catch (IllegalArgumentException notBase64) {
                // told below, like base64 of something else
            }
            throw Faults.badRequest("Invalid nextToken " + nextToken);
        }
    }

    /** A page of all documents of the kind that the key's account and region has. */
    static <T> Page<T> ofRegion(DocumentStore store, Kind<T> kind, ApiKey place, Request request) {
        return of(store, kind, place, "", request);
    }

    /** A page of the documents of the kind below one API. */
    static <T> Page<T> ofApi(DocumentStore store, Kind<T> kind, ApiKey api, Request request) {
        return of(store, kind, api, api.childPrefix(), request);
    }

    private static <T> Page<T> of(
            DocumentStore store, Kind<T> kind, ApiKey place, String prefix, Request request) {
        int size = request.size();
        List<Document> found =
                store.list(
                        place.account(),
                        place.region(),
                        kind.name(),
                        prefix,
                        request.afterId(),
                        size + 1);
        List<Document> shown = found.subList(0, Math.min(size, found.size()));
        return new Page<>(
                shown.stream().map(kind::stored).map(Stored::value).toList(),
                found.size() > size ? token(shown.getLast()) : null);
    }

    private static String token(Document last) {
        byte[] id = last.key().id().getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(id);
    }
}
