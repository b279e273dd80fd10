package dev.gatehouse.wire.sigv4;

import dev.gatehouse.http.message.Headers;
import dev.gatehouse.http.message.Request;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Requests that differ from a signed one in one signed thing. */
final class Mutations {
    private static final int BODY_MUTANTS = 40;
    private static final Set<String> UNSIGNED = Set.of("content-length", "content-type");

    private Mutations() {}

    record Mutation(String name, boolean changesBody, RawRequest mutant) {}

    static Stream<Mutation> of(RawRequest signed) {
        return Stream.of(
                        line(signed),
                        path(signed),
                        query(signed),
                        headers(signed),
                        headersAdded(signed),
                        body(signed))
                .flatMap(mutants -> mutants);
    }

    private static Stream<Mutation> line(RawRequest signed) {
        Request r = signed.request();
        return Stream.of(
                request(signed, "verb", "DELETE", r.rawPath(), r.rawQuery(), r.headers()),
                request(signed, "verb case", "post", r.rawPath(), r.rawQuery(), r.headers()),
                request(
                        signed,
                        "longer path",
                        r.method(),
                        r.rawPath() + "x",
                        r.rawQuery(),
                        r.headers()),
                request(
                        signed,
                        "escaped path",
                        r.method(),
                        r.rawPath() + "%2F",
                        r.rawQuery(),
                        r.headers()),
                request(
                        signed,
                        "new root",
                        r.method(),
                        "/x" + r.rawPath(),
                        r.rawQuery(),
                        r.headers()),
                request(
                        signed,
                        "query begun",
                        r.method(),
                        r.rawPath(),
                        "z=1&" + r.rawQuery(),
                        r.headers()),
                request(
                        signed,
                        "query ended",
                        r.method(),
                        r.rawPath(),
                        r.rawQuery() + "&z",
                        r.headers()));
    }

    private static Stream<Mutation> path(RawRequest signed) {
        Request r = signed.request();
        return IntStream.range(1, r.rawPath().length())
                .filter(i -> Character.isLetterOrDigit(r.rawPath().charAt(i)))
                .mapToObj(i ->
                        request(
                                signed,
                                "path at " + i,
                                r.method(),
                                flipped(r.rawPath(), i),
                                r.rawQuery(),
                                r.headers()));
    }

    private static Stream<Mutation> query(RawRequest signed) {
        Request r = signed.request();
        return IntStream.range(0, r.rawQuery().length())
                .filter(i -> Character.isLetterOrDigit(r.rawQuery().charAt(i)))
                .mapToObj(i ->
                        request(
                                signed,
                                "query at " + i,
                                r.method(),
                                r.rawPath(),
                                flipped(r.rawQuery(), i),
                                r.headers()));
    }

    private static Stream<Mutation> headers(RawRequest signed) {
        Headers headers = signed.request().headers();
        return IntStream.range(0, headers.size())
                .boxed()
                .filter(field -> !UNSIGNED.contains(headers.name(field).toLowerCase(Locale.ROOT)))
                .flatMap(field ->
                        IntStream.range(0, headers.value(field).length())
                                .filter(i ->
                                        Character.isLetterOrDigit(headers.value(field).charAt(i)))
                                .mapToObj(i -> header(signed, field, i)));
    }

    private static Mutation header(RawRequest signed, int field, int at) {
        Headers headers = signed.request().headers();
        Headers.Builder mutant = Headers.builder();
        for (int i = 0; i < headers.size(); i++) {
            String value = headers.value(i);
            mutant.add(headers.name(i), i == field ? flipped(value, at) : value);
        }
        return headers(signed, headers.name(field) + " at " + at, mutant.build());
    }

    private static Stream<Mutation> headersAdded(RawRequest signed) {
        Headers headers = signed.request().headers();
        Stream<Mutation> doubled =
                IntStream.range(0, headers.size())
                        .filter(i -> !UNSIGNED.contains(headers.name(i).toLowerCase(Locale.ROOT)))
                        .mapToObj(i ->
                                headers(
                                        signed,
                                        headers.name(i) + " twice",
                                        headers.toBuilder()
                                                .add(headers.name(i), headers.value(i))
                                                .build()));
        Mutation added =
                headers(
                        signed,
                        "unsigned x-amz header",
                        headers.toBuilder().add("X-Amz-Invocation-Type", "DryRun").build());
        return Stream.concat(doubled, Stream.of(added));
    }

    private static Stream<Mutation> body(RawRequest signed) {
        Random random = new Random(11);
        int length = signed.body().length;
        return IntStream.range(0, length == 0 ? 0 : BODY_MUTANTS)
                .mapToObj(i -> {
                    byte[] body = signed.body().clone();
                    int at = i == 0 ? 0 : i == 1 ? length - 1 : random.nextInt(length);
                    body[at] ^= (byte) (1 << random.nextInt(8));
                    return new Mutation(
                            "body at " + at, true, new RawRequest(signed.request(), body));
                });
    }

    private static Mutation headers(RawRequest signed, String name, Headers headers) {
        Request r = signed.request();
        return request(signed, name, r.method(), r.rawPath(), r.rawQuery(), headers);
    }

    private static Mutation request(
            RawRequest signed,
            String name,
            String method,
            String path,
            String query,
            Headers headers) {
        Request r = signed.request();
        return new Mutation(
                name,
                false,
                new RawRequest(
                        new Request(method, path, query, headers, r.body(), r.connection()),
                        signed.body()));
    }

    /** Changes one letter or digit into another one that does not mean the same in an escape. */
    private static String flipped(String text, int at) {
        char c = text.charAt(at);
        char other = c == '7' ? '3' : '7';
        return text.substring(0, at) + other + text.substring(at + 1);
    }
}
