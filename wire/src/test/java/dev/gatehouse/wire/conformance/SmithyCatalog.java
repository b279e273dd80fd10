package dev.gatehouse.wire.conformance;

import dev.gatehouse.wire.protocol.OperationShape;
import dev.gatehouse.wire.schema.Shape.Structure;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import software.amazon.smithy.model.Model;
import software.amazon.smithy.model.knowledge.TopDownIndex;
import software.amazon.smithy.model.shapes.ServiceShape;
import software.amazon.smithy.model.shapes.ShapeId;
import software.amazon.smithy.model.shapes.StructureShape;
import software.amazon.smithy.model.traits.HttpTrait;

/** AWS's published test services for one protocol. */
final class SmithyCatalog {
    private static final ShapeId UNIT = ShapeId.from("smithy.api#Unit");
    private static final Model MODEL =
            Model.assembler(SmithyCatalog.class.getClassLoader())
                    .discoverModels(SmithyCatalog.class.getClassLoader())
                    .assemble()
                    .getResult()
                    .orElseThrow();

    private final String protocol;
    private final SmithyShapes shapes;

    SmithyCatalog(String protocol) {
        this.protocol = protocol;
        this.shapes = new SmithyShapes(MODEL, protocol);
    }

    SmithyShapes shapes() {
        return shapes;
    }

    List<ServiceShape> services() {
        return MODEL.shapes(ServiceShape.class)
                .filter(s -> s.getAllTraits().keySet().stream().anyMatch(this::isProtocol))
                .filter(s -> s.getId().getNamespace().contains("protocoltests"))
                .sorted()
                .toList();
    }

    boolean isProtocol(ShapeId id) {
        return id.getName().equals(protocol);
    }

    static List<software.amazon.smithy.model.shapes.OperationShape> operations(ServiceShape s) {
        Set<software.amazon.smithy.model.shapes.OperationShape> all =
                TopDownIndex.of(MODEL).getContainedOperations(s);
        return new ArrayList<>(all);
    }

    static List<StructureShape> errors(
            ServiceShape service, software.amazon.smithy.model.shapes.OperationShape operation) {
        return operation.getErrors(service).stream()
                .map(id -> MODEL.expectShape(id, StructureShape.class))
                .toList();
    }

    OperationShape shape(software.amazon.smithy.model.shapes.OperationShape operation) {
        int status = operation.getTrait(HttpTrait.class).map(HttpTrait::getCode).orElse(200);
        return new OperationShape(
                operation.getId().getName(),
                protocol.equals("restJson1") ? status : 200,
                structure(operation.getInputShape()),
                structure(operation.getOutputShape()));
    }

    private Structure structure(ShapeId id) {
        return id.equals(UNIT) ? Structure.NONE : shapes.structure(id);
    }
}
