package dev.gatehouse.wire.sdk;

import dev.gatehouse.wire.facts.ErrorFacts;
import dev.gatehouse.wire.facts.ServiceFacts;
import dev.gatehouse.wire.protocol.WireError;
import dev.gatehouse.wire.schema.Kind;
import dev.gatehouse.wire.schema.Location;
import dev.gatehouse.wire.schema.Member;
import dev.gatehouse.wire.schema.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkPojo;

/** The SDK's modelled exceptions as errors on the wire. */
public final class ModelledFault {
    private ModelledFault() {}

    /** The error, if the exception is one of the service's model. */
    public static Optional<WireError> of(Throwable failure, ServiceFacts facts, PojoShapes shapes) {
        if (!(failure instanceof AwsServiceException exception
                && failure instanceof SdkPojo pojo)) {
            return Optional.empty();
        }
        ErrorFacts error = errorFacts(exception.getClass().getSimpleName(), facts);
        if (error == null) {
            return Optional.empty();
        }
        String message = message(exception);
        Map<String, Object> values = new LinkedHashMap<>(PojoBinding.values(pojo));
        List<Member> members = new ArrayList<>(shapes.structure(pojo, null).members());
        if (!message.isEmpty()) {
            members.add(messageMember(error.message()));
            values.put(error.message(), message);
        }
        Shape.Structure shape = new Shape.Structure(error.shape(), false, members);
        return Optional.of(new WireError(error.status(), error.code(), shape, values, message));
    }

    /** A member that holds an error's message. */
    public static Member messageMember(String wireName) {
        return new Member(
                wireName,
                wireName,
                Location.BODY,
                Set.of(),
                null,
                () -> new Shape.Scalar(Kind.STRING));
    }

    private static String message(AwsServiceException exception) {
        AwsErrorDetails details = exception.awsErrorDetails();
        String message =
                details != null && details.errorMessage() != null
                        ? details.errorMessage()
                        : exception.getMessage();
        return message == null ? "" : message;
    }

    /** SDK class names end in Exception even where the model's do not. */
    private static @Nullable ErrorFacts errorFacts(String className, ServiceFacts facts) {
        ErrorFacts exact = facts.error(className);
        if (exact != null) {
            return exact;
        }
        String stem = className.replaceFirst("Exception$", "");
        ErrorFacts bare = facts.error(stem);
        return bare == null ? facts.error(stem + "Fault") : bare;
    }
}
