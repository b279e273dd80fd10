package dev.gatehouse.control.function;

import dev.gatehouse.control.code.CodePackage;
import dev.gatehouse.foundation.id.Ids;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.LastUpdateStatus;
import software.amazon.awssdk.services.lambda.model.LastUpdateStatusReasonCode;
import software.amazon.awssdk.services.lambda.model.State;
import software.amazon.awssdk.services.lambda.model.StateReasonCode;

/** The states that a version goes through, and the marks that each change leaves on it. */
final class Revisions {
    /** AWS's reason for a new function, and for an update in progress too. */
    private static final String BEING_CREATED = "The function is being created.";

    /** A reason code that AWS sends and its model lacks. */
    private static final String CREATING = "Creating";

    private static final DateTimeFormatter LAST_MODIFIED =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'+0000'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private Revisions() {}

    static String time(Instant instant) {
        return LAST_MODIFIED.format(instant);
    }

    static String newId() {
        return Ids.requestId();
    }

    static FunctionConfiguration.Builder creating(
            FunctionConfiguration.Builder configuration, Instant now) {
        return configuration
                .lastModified(time(now))
                .revisionId(newId())
                .state(State.PENDING)
                .stateReason(BEING_CREATED)
                .stateReasonCode(StateReasonCode.CREATING);
    }

    static FunctionConfiguration.Builder updating(
            FunctionConfiguration.Builder configuration, Instant now) {
        return configuration
                .lastModified(time(now))
                .revisionId(newId())
                .lastUpdateStatus(LastUpdateStatus.IN_PROGRESS)
                .lastUpdateStatusReason(BEING_CREATED)
                .lastUpdateStatusReasonCode(CREATING);
    }

    /**
     * @param remark what the user should know about how it runs
     */
    static FunctionConfiguration.Builder active(
            FunctionConfiguration.Builder configuration, @Nullable String remark) {
        return configuration
                .revisionId(newId())
                .state(State.ACTIVE)
                .stateReason(remark)
                .stateReasonCode((StateReasonCode) null)
                .lastUpdateStatus(LastUpdateStatus.SUCCESSFUL)
                .lastUpdateStatusReason(null)
                .lastUpdateStatusReasonCode((LastUpdateStatusReasonCode) null);
    }

    static FunctionConfiguration.Builder failed(
            FunctionConfiguration.Builder configuration, String reason) {
        return configuration
                .revisionId(newId())
                .state(State.FAILED)
                .stateReason(reason)
                .stateReasonCode(StateReasonCode.INTERNAL_ERROR)
                .lastUpdateStatus(LastUpdateStatus.FAILED)
                .lastUpdateStatusReason(reason)
                .lastUpdateStatusReasonCode(LastUpdateStatusReasonCode.INTERNAL_ERROR);
    }

    static FunctionConfiguration.Builder code(
            FunctionConfiguration.Builder configuration, CodePackage code) {
        return configuration.codeSha256(base64(code.sha256())).codeSize(code.size());
    }

    /** A SHA-256 in AWS's spelling. */
    static String base64(String sha256) {
        return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(sha256));
    }

    static FunctionConfiguration.Builder layers(
            FunctionConfiguration.Builder configuration, List<LayerUse> layers) {
        return configuration.layers(layers.stream().map(LayerUse::shown).toList());
    }
}
