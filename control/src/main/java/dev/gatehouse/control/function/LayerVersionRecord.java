package dev.gatehouse.control.function;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One version of a layer.
 *
 * @param codeSha256 its package in the code store
 * @param policy who may use it
 * @param policyRevision changes with the policy
 */
record LayerVersionRecord(
        long version,
        @Nullable String description,
        String createdDate,
        @Nullable String licenseInfo,
        List<String> compatibleRuntimes,
        List<String> compatibleArchitectures,
        String codeSha256,
        long codeSize,
        long unpackedSize,
        PolicyRecord policy,
        String policyRevision) {
    LayerVersionRecord {
        compatibleRuntimes = List.copyOf(compatibleRuntimes);
        compatibleArchitectures = List.copyOf(compatibleArchitectures);
    }

    LayerVersionRecord withPolicy(PolicyRecord next) {
        return new LayerVersionRecord(
                version,
                description,
                createdDate,
                licenseInfo,
                compatibleRuntimes,
                compatibleArchitectures,
                codeSha256,
                codeSize,
                unpackedSize,
                next,
                Revisions.newId());
    }
}
