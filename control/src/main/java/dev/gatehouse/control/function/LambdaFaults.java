package dev.gatehouse.control.function;

import dev.gatehouse.functions.host.FunctionRef;
import dev.gatehouse.wire.service.CallContext;
import dev.gatehouse.wire.service.ServiceFault;
import software.amazon.awssdk.services.lambda.model.InvalidParameterValueException;
import software.amazon.awssdk.services.lambda.model.InvalidRequestContentException;
import software.amazon.awssdk.services.lambda.model.InvalidRuntimeException;
import software.amazon.awssdk.services.lambda.model.PolicyLengthExceededException;
import software.amazon.awssdk.services.lambda.model.PreconditionFailedException;
import software.amazon.awssdk.services.lambda.model.RequestTooLargeException;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;

/** Lambda's errors in AWS's exact words. */
final class LambdaFaults {
    private static final String USER = "User";

    private LambdaFaults() {}

    static InvalidParameterValueException invalid(String message) {
        return InvalidParameterValueException.builder().type(USER).message(message).build();
    }

    static ResourceNotFoundException notFound(String message) {
        return ResourceNotFoundException.builder().type(USER).message(message).build();
    }

    static ResourceConflictException conflict(String message) {
        return ResourceConflictException.builder().type(USER).message(message).build();
    }

    static PreconditionFailedException precondition(String message) {
        return PreconditionFailedException.builder().type(USER).message(message).build();
    }

    static InvalidRequestContentException content(String message) {
        return InvalidRequestContentException.builder().type(USER).message(message).build();
    }

    static RequestTooLargeException tooLarge(int limit) {
        return RequestTooLargeException.builder()
                .type(USER)
                .message(
                        "Request must be smaller than "
                                + limit
                                + " bytes for the InvokeFunction operation")
                .build();
    }

    static TooManyRequestsException throttled(String reason) {
        return TooManyRequestsException.builder()
                .type(USER)
                .reason(reason)
                .message("Rate Exceeded.")
                .build();
    }

    static ResourceNotFoundException functionNotFound(FunctionRef ref) {
        return notFound("Function not found: " + ref.arn());
    }

    static InvalidParameterValueException functionsOnly() {
        return invalid(
                "This operation is permitted on Lambda functions only. Aliases and versions do not"
                        + " support this operation. Please specify either a function name or an"
                        + " unqualified function ARN.");
    }

    static ResourceConflictException functionExists(String name) {
        return conflict("Function already exist: " + name);
    }

    static ResourceConflictException pending() {
        return conflict(
                "The operation cannot be performed at this time. The function is currently in the"
                        + " following state: Pending");
    }

    static ResourceConflictException updating(String arn) {
        return conflict(
                "The operation cannot be performed at this time. An update is in progress for"
                        + " resource: "
                        + arn);
    }

    static PreconditionFailedException staleFunctionRevision() {
        return precondition(
                "The Revision Id provided does not match the latest Revision Id. Call the"
                        + " GetFunction/GetAlias API to retrieve the latest Revision Id");
    }

    static PreconditionFailedException stalePolicyRevision() {
        return precondition(
                "The Revision Id provided does not match the latest Revision Id. Call the"
                        + " GetPolicy API to retrieve the latest Revision Id");
    }

    static ResourceConflictException statementExists(String sid) {
        return conflict(
                "The statement id ("
                        + sid
                        + ") provided already exists. Please provide a new statement id, or remove"
                        + " the existing statement.");
    }

    static PolicyLengthExceededException policyTooLong(int size, int limit) {
        return PolicyLengthExceededException.builder()
                .type(USER)
                .message(
                        "The final policy size ("
                                + size
                                + ") is bigger than the limit ("
                                + limit
                                + ").")
                .build();
    }

    static InvalidRuntimeException cannotRun(String reason) {
        return InvalidRuntimeException.builder().type(USER).message(reason).build();
    }

    /** AWS's answer to a principal whom nothing allows to do this. */
    static ServiceFault denied(CallContext call, String action, String resource) {
        return new ServiceFault(
                403,
                "AccessDeniedException",
                "User: "
                        + call.principalArn()
                        + " is not authorized to perform: lambda:"
                        + action
                        + " on resource: "
                        + resource
                        + " because no resource-based policy allows the lambda:"
                        + action
                        + " action");
    }
}
