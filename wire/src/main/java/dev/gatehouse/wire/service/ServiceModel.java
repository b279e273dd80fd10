package dev.gatehouse.wire.service;

import dev.gatehouse.wire.facts.OperationFacts;
import dev.gatehouse.wire.facts.ServiceFacts;
import dev.gatehouse.wire.protocol.MalformedInputException;
import dev.gatehouse.wire.protocol.OperationShape;
import dev.gatehouse.wire.protocol.ServiceShape;
import dev.gatehouse.wire.schema.Shape.Structure;
import dev.gatehouse.wire.sdk.PojoBinding;
import dev.gatehouse.wire.sdk.PojoShapes;
import dev.gatehouse.wire.validate.Validation;
import java.util.Map;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/** One service as we serve it: its facts, its operations, and the shapes of their classes. */
final class ServiceModel {
    private final ServiceFacts facts;
    private final ServiceShape shape;
    private final ServiceOperations operations;
    private final PojoShapes shapes;
    private final Validation validation;

    ServiceModel(ServiceOperations operations) {
        this.facts = ServiceFacts.load(operations.service());
        this.shape =
                new ServiceShape(
                        facts.namespace(),
                        "com.amazonaws." + facts.service(),
                        facts.queryCompatible());
        this.operations = operations;
        this.shapes = new PojoShapes(facts);
        this.validation =
                facts.tellsConstraintsOfPartsTogether()
                        ? Validation.PARTS_TOGETHER
                        : Validation.EACH_PART;
        for (String name : operations.names()) {
            if (!facts.operations().containsKey(name)) {
                throw new IllegalArgumentException(
                        operations.service() + " has no operation " + name);
            }
        }
    }

    ServiceFacts facts() {
        return facts;
    }

    PojoShapes shapes() {
        return shapes;
    }

    ServiceShape shape() {
        return shape;
    }

    /**
     * Decodes, validates and answers one call.
     *
     * @throws RuntimeException that is the answer, when there is no better one
     */
    Answer answer(OperationFacts operation, CallDecoder decoder, CallContext context) {
        RuntimeException refusal = operations.refusal(operation.name());
        if (refusal != null) {
            throw refusal;
        }
        ServiceOperations.Operation<?, ?> handler = operations.operation(operation.name());
        if (handler == null) {
            throw Faults.notImplemented(facts.service(), operation.name());
        }
        return answer(operation, handler, decoder, context);
    }

    private <I, O> Answer answer(
            OperationFacts operation,
            ServiceOperations.Operation<I, O> handler,
            CallDecoder decoder,
            CallContext context) {
        SdkBuilder<?, I> builder = handler.input().get();
        Structure input = shapes.structure((SdkPojo) builder, operation.input());
        Map<String, Object> values = decoder.decode(shape(operation, input, Structure.NONE));
        validation
                .check(input, values)
                .ifPresent(message -> {
                    throw new ServiceFault(400, facts.validationCode(), message);
                });
        @SuppressWarnings("unchecked") // a builder of I builds an I
        I request = (I) PojoBinding.build(builder, values);
        SdkPojo response = (SdkPojo) handler.handler().handle(request, context);
        Structure output =
                operation.output().isEmpty()
                        ? Structure.NONE
                        : shapes.structure(response, operation.output());
        return new Answer(shape(operation, input, output), PojoBinding.values(response));
    }

    private static OperationShape shape(OperationFacts facts, Structure input, Structure output) {
        return new OperationShape(facts.name(), facts.status(), input, output);
    }

    /** Reads the values of an operation's input. */
    @FunctionalInterface
    interface CallDecoder {
        /**
         * @throws MalformedInputException if the request is not one of this operation
         */
        Map<String, Object> decode(OperationShape operation);
    }

    /** What a handler answered. */
    record Answer(OperationShape operation, Map<String, Object> values) {}
}
