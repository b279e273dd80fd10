package dev.gatehouse.wire.sigv4;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The parameters of a query, names and values in canonical escapes, in canonical order. A raw
 * {@code +} stays one: readers differ on whether it is a space, so it must not be taken for either.
 */
record QueryParameters(List<Parameter> sorted) {
    static final String SIGNATURE = "X-Amz-Signature";

    /** A name and a value in canonical escapes. */
    record Parameter(String name, String value) {}

    QueryParameters {
        sorted = List.copyOf(sorted);
    }

    static QueryParameters parse(String rawQuery) {
        List<Parameter> parameters = new ArrayList<>();
        for (String pair : rawQuery.split("&")) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                parameters.add(
                        new Parameter(
                                UriText.canonicalEscapes(name, '+'),
                                UriText.canonicalEscapes(value, '+')));
            }
        }
        parameters.sort(Comparator.comparing(Parameter::name).thenComparing(Parameter::value));
        return new QueryParameters(parameters);
    }

    /** Everything but the signature itself, as it is signed. */
    String canonical() {
        StringBuilder query = new StringBuilder();
        for (Parameter parameter : sorted) {
            if (!parameter.name().equals(SIGNATURE)) {
                query.append(query.isEmpty() ? "" : "&");
                query.append(parameter.name()).append('=').append(parameter.value());
            }
        }
        return query.toString();
    }

    /** The decoded values of a name that needs no escapes. */
    List<String> all(String name) {
        return sorted.stream()
                .filter(parameter -> parameter.name().equals(name))
                .map(parameter -> UriText.decode(parameter.value()))
                .toList();
    }
}
