package dev.gatehouse.control.function;

import dev.gatehouse.functions.host.FunctionId;
import dev.gatehouse.functions.host.FunctionRef;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.LastUpdateStatus;
import software.amazon.awssdk.services.lambda.model.State;

/**
 * One version of a function as it is kept, {@code $LATEST} included.
 *
 * @param configuration as AWS shows it, with the unqualified ARN
 * @param revision differs whenever something that running depends on differs; environments of
 *     another revision are replaced
 * @param unpackedSize of the code, without layers
 * @param layers in the order in which they are merged; a version keeps them even when the layer
 *     version is deleted
 */
record VersionRecord(
        FunctionConfiguration configuration,
        String revision,
        long unpackedSize,
        List<LayerUse> layers) {
    VersionRecord {
        layers = List.copyOf(layers);
    }

    VersionRecord with(UnaryOperator<FunctionConfiguration.Builder> change) {
        return new VersionRecord(
                change.apply(configuration.toBuilder()).build(), revision, unpackedSize, layers);
    }

    /** The version under its own name, {@code $LATEST} or a number. */
    FunctionRef ref(FunctionId id) {
        return new FunctionRef(id, configuration.version());
    }

    /** The code package's name in the code store. */
    String codeSha256() {
        return HexFormat.of().formatHex(Base64.getDecoder().decode(configuration.codeSha256()));
    }

    /** The names of its package and of those of its layers. */
    List<String> packages() {
        return Stream.concat(Stream.of(codeSha256()), layers.stream().map(LayerUse::codeSha256))
                .toList();
    }

    boolean isPending() {
        return configuration.state() == State.PENDING;
    }

    boolean isUpdating() {
        return configuration.lastUpdateStatus() == LastUpdateStatus.IN_PROGRESS;
    }

    boolean isActive() {
        return configuration.state() == State.ACTIVE;
    }
}
