package dev.gatehouse.control.function;

import dev.gatehouse.functions.host.FunctionRef;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.LastUpdateStatus;
import software.amazon.awssdk.services.lambda.model.LastUpdateStatusReasonCode;
import software.amazon.awssdk.services.lambda.model.State;
import software.amazon.awssdk.services.lambda.model.StateReasonCode;

/** Configurations as AWS answers them. */
final class Views {
    private Views() {}

    /** The whole configuration under the ARN by which it was asked for. */
    static FunctionConfiguration full(VersionRecord version, FunctionRef ref) {
        return version.configuration().toBuilder().functionArn(ref.arn()).build();
    }

    /**
     * The configuration as lists have it: without states (AWS docs: ListFunctions answers a subset
     * of the fields).
     */
    static FunctionConfiguration listed(VersionRecord version, FunctionRef ref) {
        return version.configuration().toBuilder()
                .functionArn(ref.arn())
                .state((State) null)
                .stateReason(null)
                .stateReasonCode((StateReasonCode) null)
                .lastUpdateStatus((LastUpdateStatus) null)
                .lastUpdateStatusReason(null)
                .lastUpdateStatusReasonCode((LastUpdateStatusReasonCode) null)
                .build();
    }
}
