package dev.gatehouse.wire.facts;

import dev.gatehouse.foundation.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What AWS's model of a service says and the SDK's classes do not: protocols, verbs and URIs,
 * required members, limits, error statuses. Read from a generated resource and an overlay that is
 * kept by hand.
 */
public final class ServiceFacts {
    private final String service;
    private final String signingName;
    private final List<String> protocols;
    private final String apiVersion;
    private final String targetPrefix;
    private final boolean queryCompatible;
    private final String namespace;
    private final String validationCode;
    private final boolean constraintsOfPartsTogether;
    private final Map<String, OperationFacts> operations;
    private final Map<String, ErrorFacts> errors;
    private final JsonNode shapeNodes;
    private final Map<String, ShapeFacts> shapes = new ConcurrentHashMap<>();

    private ServiceFacts(String service, JsonNode model) {
        this.service = service;
        this.signingName = model.path("signingName").asString();
        this.protocols = model.path("protocols").valueStream().map(JsonNode::asString).toList();
        this.apiVersion = model.path("apiVersion").asString();
        this.targetPrefix = model.path("targetPrefix").asString("");
        this.queryCompatible = model.path("queryCompatible").asBoolean(false);
        this.namespace = model.path("namespace").asString("");
        this.validationCode = model.path("validationCode").asString("ValidationException");
        this.constraintsOfPartsTogether =
                model.path("constraintsOfParts").asString("").equals("together");
        this.operations = FactsReader.operations(model.path("operations"));
        this.errors = FactsReader.errors(model.path("errors"));
        this.shapeNodes = model.path("shapes");
    }

    /**
     * Reads the facts of a service.
     *
     * @throws IllegalArgumentException if there are none
     */
    public static ServiceFacts load(String service) {
        JsonNode model = resource(service + ".json");
        if (model == null) {
            throw new IllegalArgumentException("no wire facts for the service " + service);
        }
        JsonNode overlay = resource(service + ".overlay.json");
        return new ServiceFacts(
                service, overlay == null ? model : FactsReader.merge(model, overlay));
    }

    private static @Nullable JsonNode resource(String name) {
        try (InputStream in = ServiceFacts.class.getResourceAsStream(name)) {
            return in == null ? null : Json.parse(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String service() {
        return service;
    }

    /** The name in the credential scope of a signature. */
    public String signingName() {
        return signingName;
    }

    /** E.g. {@code restJson1}; the service's first choice stands first. */
    public List<String> protocols() {
        return protocols;
    }

    public String apiVersion() {
        return apiVersion;
    }

    /** What stands before the dot of {@code X-Amz-Target}; empty when there is no such header. */
    public String targetPrefix() {
        return targetPrefix;
    }

    /** Whether errors carry the code that they had when the service still spoke awsQuery. */
    public boolean queryCompatible() {
        return queryCompatible;
    }

    /** Of answers in XML; empty when there are none. */
    public String namespace() {
        return namespace;
    }

    /** The code of the answer to input that breaks a constraint. */
    public String validationCode() {
        return validationCode;
    }

    /**
     * Whether the service tells everything that its model demands of the parts of a list or map at
     * once, and of the list or map as a whole; otherwise each part that is wrong is told apart.
     */
    public boolean tellsConstraintsOfPartsTogether() {
        return constraintsOfPartsTogether;
    }

    public Map<String, OperationFacts> operations() {
        return operations;
    }

    /** By the name of the exception's shape, or null. */
    public @Nullable ErrorFacts error(String shape) {
        return errors.get(shape);
    }

    /** What is demanded of the shape; {@link ShapeFacts#NONE} when nothing is. */
    public ShapeFacts shape(@Nullable String name) {
        return name == null
                ? ShapeFacts.NONE
                : shapes.computeIfAbsent(name, n -> FactsReader.shape(shapeNodes.path(n)));
    }
}
