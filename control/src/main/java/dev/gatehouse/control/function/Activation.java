package dev.gatehouse.control.function;

import dev.gatehouse.control.code.CodeStore;
import dev.gatehouse.control.function.Functions.Changed;
import dev.gatehouse.functions.host.FunctionHost;
import dev.gatehouse.functions.host.FunctionId;
import dev.gatehouse.functions.host.FunctionRef;
import dev.gatehouse.functions.host.RuntimeChoice;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/**
 * Finishes what a creation or an update began: makes sure that the code is there, then turns
 * Pending into Active and InProgress into Successful. What a crash leaves unfinished is finished at
 * the next start, because the unfinished state is what was stored.
 */
final class Activation {
    private static final Logger LOG = System.getLogger(Activation.class.getName());

    private final Functions functions;
    private final CodeStore code;
    private final FunctionHost host;

    Activation(Functions functions, CodeStore code, FunctionHost host) {
        this.functions = functions;
        this.code = code;
        this.host = host;
    }

    /** Finishes the function soon, on a thread of its own. */
    void later(FunctionId id) {
        Thread.ofVirtual().name("activate-" + id.name()).start(() -> finish(id));
    }

    /** Finishes the function now; without effect when nothing is unfinished. */
    void finish(FunctionId id) {
        try {
            functions.change(
                    new FunctionRef(id, null), function -> new Changed<>(settle(function), id));
        } catch (ResourceNotFoundException e) {
            LOG.log(Level.DEBUG, "{0} was deleted before it became active", id.arn());
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "Could not finish " + id.arn() + "; the next start will", e);
        }
    }

    private LambdaFunction settle(LambdaFunction function) {
        return function.withLatest(settle(function.latest()))
                .withVersions(versions -> {
                    versions.replaceAll((number, version) -> settle(version));
                    return versions;
                });
    }

    private VersionRecord settle(VersionRecord version) {
        if (!version.isPending() && !version.isUpdating()) {
            return version;
        }
        try {
            code.restore(version.codeSha256());
            for (LayerUse layer : version.layers()) {
                code.restore(layer.codeSha256());
            }
            String remark = remark(version.configuration().runtimeAsString());
            return version.with(configuration -> Revisions.active(configuration, remark));
        } catch (IOException e) {
            LOG.log(Level.ERROR, "Code of " + version.configuration().functionArn(), e);
            return version.with(configuration ->
                    Revisions.failed(configuration, "The code could not be unpacked."));
        }
    }

    private @Nullable String remark(String runtime) {
        return switch (host.runtime(runtime)) {
            case RuntimeChoice.Exact exact -> null;
            case RuntimeChoice.Nearest nearest -> nearest.warning();
            case RuntimeChoice.Missing missing -> missing.reason();
        };
    }
}
