package dev.gatehouse.wire.facts;

import dev.gatehouse.foundation.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Distils AWS's service models, which {@code com.amazonaws:aws-java-sdk-models} holds, into the
 * wire facts of {@code src/main/resources}. The module's README has the command.
 */
public final class FactsGenerator {
    private static final Map<String, String> MODELS =
            Map.of(
                    "lambda", "lambda-2015-03-31",
                    "apigatewayv2", "apigatewayv2-2018-11-29",
                    "apigateway", "apigateway-2015-07-09",
                    "apigatewaymanagementapi", "apigatewaymanagementapi-2018-11-29",
                    "sts", "sts-2011-06-15",
                    "iam", "iam-2010-05-08",
                    "logs", "logs-2014-03-28",
                    "monitoring", "monitoring-2010-08-01",
                    "cognito-idp", "cognito-idp-2016-04-18");

    private final JsonNode model;
    private final JsonNode shapes;
    private final TreeMap<String, ObjectNode> facts = new TreeMap<>();

    private FactsGenerator(JsonNode model) {
        this.model = model;
        this.shapes = model.path("shapes");
    }

    /** Takes the folder to write to. */
    public static void main(String[] args) {
        Path folder = Path.of(args[0]);
        MODELS.forEach((service, name) -> generate(service, name, folder));
    }

    private static void generate(String service, String name, Path folder) {
        try (InputStream in =
                FactsGenerator.class.getResourceAsStream("/models/" + name + "-model.json")) {
            if (in == null) {
                throw new IllegalStateException("no model " + name + " on the class path");
            }
            String text = new FactsGenerator(Json.parse(in.readAllBytes())).text(service);
            Files.writeString(folder.resolve(service + ".json"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String text(String service) {
        collectShapes();
        facts.forEach((name, shape) -> addNewerValues(service, name, shape));
        JsonNode metadata = model.path("metadata");
        ObjectNode head = Json.object();
        head.put(
                "signingName",
                metadata.path("signingName").asString(metadata.path("endpointPrefix").asString()));
        head.put("apiVersion", metadata.path("apiVersion").asString());
        head.set("protocols", protocols(metadata));
        copy(metadata, "targetPrefix", head, "targetPrefix");
        copy(metadata, "xmlNamespace", head, "namespace");
        if (metadata.has("awsQueryCompatible")) {
            head.put("queryCompatible", true);
        }
        StringJoiner text = new StringJoiner(",\n", "{\n", "\n}\n");
        text.add("\"service\": \"" + service + "\"");
        head.forEachEntry((key, value) -> text.add("\"" + key + "\": " + Json.text(value)));
        text.add(section("operations", operations()));
        text.add(section("errors", errors()));
        text.add(section("shapes", facts));
        return text.toString();
    }

    private static String section(String name, Map<String, ? extends JsonNode> entries) {
        StringJoiner lines = new StringJoiner(",\n", "\"" + name + "\": {\n", "\n}");
        entries.forEach((key, value) -> lines.add("\"" + key + "\": " + Json.text(value)));
        return lines.toString();
    }

    private static void copy(JsonNode from, String key, ObjectNode to, String as) {
        if (from.has(key)) {
            to.set(as, from.get(key));
        }
    }

    /** All of them; the older ones of a service that has changed its protocol come last. */
    private static ArrayNode protocols(JsonNode metadata) {
        List<String> names = new ArrayList<>();
        if (metadata.has("protocols")) {
            metadata.path("protocols").forEach(p -> names.add(p.asString()));
        } else {
            names.add(metadata.path("protocol").asString());
        }
        ArrayNode protocols = Json.object().putArray("protocols");
        for (String name : names) {
            protocols.add(
                    switch (name) {
                        case "rest-json" -> "restJson1";
                        case "json" ->
                                metadata.path("jsonVersion").asString().equals("1.0")
                                        ? "awsJson1_0"
                                        : "awsJson1_1";
                        case "query" -> "awsQuery";
                        case "smithy-rpc-v2-cbor" -> "rpcv2Cbor";
                        default -> throw new IllegalStateException("unknown protocol " + name);
                    });
        }
        return protocols;
    }

    private Map<String, ArrayNode> operations() {
        TreeMap<String, ArrayNode> operations = new TreeMap<>();
        model.path("operations")
                .forEachEntry((name, operation) -> {
                    JsonNode http = operation.path("http");
                    operations
                            .computeIfAbsent(name, n -> Json.object().putArray(n))
                            .add(http.path("method").asString())
                            .add(http.path("requestUri").asString())
                            .add(http.path("responseCode").asInt(200))
                            .add(operation.path("input").path("shape").asString(""))
                            .add(operation.path("output").path("shape").asString(""));
                });
        return operations;
    }

    private Map<String, ArrayNode> errors() {
        TreeMap<String, ArrayNode> errors = new TreeMap<>();
        shapes.forEachEntry((name, shape) -> {
            if (shape.path("exception").asBoolean(false)) {
                JsonNode error = shape.path("error");
                int status = shape.path("fault").asBoolean(false) ? 500 : 400;
                errors.computeIfAbsent(name, n -> Json.object().putArray(n))
                        .add(error.path("code").asString(name))
                        .add(error.path("httpStatusCode").asInt(status))
                        .add(messageName(shape));
            }
        });
        return errors;
    }

    private static String messageName(JsonNode exception) {
        List<String> names = new ArrayList<>();
        exception
                .path("members")
                .forEachEntry((name, member) -> {
                    if (name.equalsIgnoreCase("message")) {
                        names.add(member.path("locationName").asString(name));
                    }
                });
        return names.isEmpty() ? "message" : names.getFirst();
    }

    /** Keeps shapes that demand something, and those that lead to one. */
    private void collectShapes() {
        TreeSet<String> reachable = new TreeSet<>();
        model.path("operations")
                .forEach(o -> reach(o.path("input").path("shape").asString(""), reachable));
        boolean grown = true;
        while (grown) {
            int before = facts.toString().length();
            reachable.forEach(name -> facts(name));
            grown = facts.toString().length() != before;
        }
    }

    private void reach(String name, Set<String> reachable) {
        if (name.isEmpty() || !reachable.add(name)) {
            return;
        }
        JsonNode shape = shapes.path(name);
        shape.path("members").forEach(m -> reach(m.path("shape").asString(), reachable));
        for (String part : List.of("member", "key", "value")) {
            reach(shape.path(part).path("shape").asString(""), reachable);
        }
    }

    private void facts(String name) {
        JsonNode shape = shapes.path(name);
        ObjectNode found = Json.object();
        if (!shape.path("type").asString().equals("structure")) {
            for (String key : List.of("min", "max", "enum")) {
                copy(shape, key, found, key);
            }
            if (compiles(shape.path("pattern").asString(""))) {
                copy(shape, "pattern", found, "pattern");
            }
        }
        if (shape.path("sensitive").asBoolean(false)) {
            found.put("sensitive", true);
        }
        ArrayNode required = Json.object().putArray("required");
        ObjectNode members = Json.object();
        shape.path("required")
                .forEach(m ->
                        required.add(
                                shape.path("members")
                                        .path(m.asString())
                                        .path("locationName")
                                        .asString(m.asString())));
        shape.path("members")
                .forEachEntry(
                        (member, m) -> keep(members, m.path("locationName").asString(member), m));
        keep(members, "element", shape.path("member"));
        keep(members, "key", shape.path("key"));
        keep(members, "value", shape.path("value"));
        if (!required.isEmpty()) {
            found.set("required", required);
        }
        if (!members.isEmpty()) {
            found.set("members", members);
        }
        if (!found.isEmpty()) {
            facts.put(name, found);
        }
    }

    private void keep(ObjectNode members, String name, JsonNode member) {
        String target = member.path("shape").asString("");
        if (facts.containsKey(target)) {
            members.put(name, target);
        }
    }

    /** The SDK's enums are newer than the models. */
    private static void addNewerValues(String service, String name, ObjectNode shape) {
        if (shape.path("enum") instanceof ArrayNode values) {
            Set<String> known = new LinkedHashSet<>();
            values.forEach(value -> known.add(value.asString()));
            for (String value : sdkValues(service, name)) {
                if (known.add(value)) {
                    values.add(value);
                }
            }
        }
    }

    private static List<String> sdkValues(String service, String name) {
        String type = "software.amazon.awssdk.services." + service + ".model." + name;
        try {
            return Arrays.stream(Class.forName(type).getEnumConstants())
                    .map(Object::toString)
                    .filter(value -> !value.equals("null"))
                    .toList();
        } catch (ClassNotFoundException e) {
            return List.of();
        }
    }

    private static boolean compiles(String pattern) {
        try {
            Pattern.compile(pattern);
            return true;
        } catch (PatternSyntaxException e) {
            return false;
        }
    }
}
