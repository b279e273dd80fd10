package dev.gatehouse.control.httpapi;

import software.amazon.awssdk.services.apigatewayv2.model.BadRequestException;
import software.amazon.awssdk.services.apigatewayv2.model.ConflictException;
import software.amazon.awssdk.services.apigatewayv2.model.NotFoundException;
import software.amazon.awssdk.services.apigatewayv2.model.TooManyRequestsException;

/** API Gateway's modelled errors in its own words. */
final class Faults {
    static final String NO_ROUTES_TO_DEPLOY =
            "At least one route is required before deploying the Api.";

    private Faults() {}

    static BadRequestException badRequest(String message) {
        return BadRequestException.builder().message(message).build();
    }

    /** A setting that is refused rather than stored without effect. */
    static BadRequestException unsupported(String setting, String why) {
        return badRequest("Gatehouse does not support " + setting + " yet: " + why);
    }

    static BadRequestException webSocketOnly(String setting) {
        return badRequest(setting + " is supported only for WebSocket APIs");
    }

    /** Quick create made it, and only deleting the API removes it. */
    static BadRequestException managed(String type) {
        return badRequest(type + " is managed by API Gateway and cannot be deleted");
    }

    static ConflictException conflict(String message) {
        return ConflictException.builder().message(message).build();
    }

    static ConflictException concurrentModification() {
        return conflict(
                "Unable to complete operation due to concurrent modification. Please try again"
                        + " later.");
    }

    static NotFoundException noApi(ApiKey api) {
        return notFound("API", api.account() + ":" + api.apiId());
    }

    /** E.g. {@code Invalid Route identifier specified r1b2c3}. */
    static NotFoundException notFound(String type, String id) {
        return NotFoundException.builder()
                .message("Invalid " + type + " identifier specified " + id)
                .resourceType(type)
                .build();
    }

    static NotFoundException notFoundBecause(String message) {
        return NotFoundException.builder().message(message).build();
    }

    /** E.g. {@code Maximum number of Routes for this API has been reached. …}. */
    static TooManyRequestsException quota(String plural, String owner, int limit) {
        return TooManyRequestsException.builder()
                .limitType(plural)
                .message(
                        "Maximum number of "
                                + plural
                                + " for this "
                                + owner
                                + " has been reached. The configured limit is "
                                + limit
                                + ".")
                .build();
    }
}
