package dev.gatehouse.control.identity;

import dev.gatehouse.foundation.arn.Arn;
import dev.gatehouse.wire.service.CallContext;
import dev.gatehouse.wire.service.ServiceOperations;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** AWS STS: tells callers who they are. */
public final class StsService {
    public ServiceOperations operations() {
        return ServiceOperations.of("sts")
                .on(
                        "GetCallerIdentity",
                        GetCallerIdentityRequest::builder,
                        (given, call) -> identity(call))
                .build();
    }

    private static GetCallerIdentityResponse identity(CallContext call) {
        return GetCallerIdentityResponse.builder()
                .account(call.account())
                .arn(call.principalArn())
                .userId(userId(call))
                .build();
    }

    /** The root user's id is its account; that of others is shown by their access key here. */
    private static String userId(CallContext call) {
        boolean root =
                Arn.parse(call.principalArn())
                        .filter(arn -> arn.resource().equals("root"))
                        .isPresent();
        return root ? call.account() : call.accessKeyId();
    }
}
