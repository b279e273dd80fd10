package dev.gatehouse.control.function;

import dev.gatehouse.control.code.CodeStore;
import dev.gatehouse.control.document.Documents;
import dev.gatehouse.functions.host.FunctionHost;
import dev.gatehouse.functions.host.FunctionId;
import dev.gatehouse.store.document.DocumentStore;
import dev.gatehouse.wire.sdk.ModelModule;
import dev.gatehouse.wire.service.ServiceOperations;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.lambda.model.AliasConfiguration;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import tools.jackson.databind.PropertyNamingStrategies;

/** AWS Lambda: its operations, and its functions' way back into the host after a start. */
public final class LambdaService {
    private static final Logger LOG = System.getLogger(LambdaService.class.getName());

    private final CodeStore code;
    private final Functions functions;
    private final Layers layers;
    private final Activation activation;
    private final PackageUse use;
    private final ServiceOperations operations;

    /**
     * @param accountConcurrency how many invocations an account may have at once; 1000 on AWS
     */
    public LambdaService(
            DocumentStore store,
            CodeStore code,
            CodeDownloads downloads,
            FunctionHost host,
            int accountConcurrency) {
        Documents documents =
                new Documents(
                        store,
                        PropertyNamingStrategies.UPPER_CAMEL_CASE,
                        ModelModule.of(FunctionConfiguration.class, FunctionConfiguration::builder),
                        ModelModule.of(AliasConfiguration.class, AliasConfiguration::builder));
        this.code = code;
        this.functions = new Functions(documents, host, new LiveForm(code));
        this.layers = new Layers(documents);
        this.activation = new Activation(functions, code, host);
        this.use = new PackageUse(functions, layers, code);
        PackageIntake packages = new PackageIntake(code, use);
        this.operations =
                ServiceOperations.of("lambda")
                        .include(creation(packages, host).operations())
                        .include(updates(packages, host).operations())
                        .include(new FunctionQueries(functions, downloads).operations())
                        .include(new FunctionDeletion(functions).operations())
                        .include(new Versions(functions).operations())
                        .include(new Aliases(functions).operations())
                        .include(new Permissions(functions).operations())
                        .include(new Tags(functions).operations())
                        .include(new Concurrencies(functions, accountConcurrency).operations())
                        .include(
                                new AccountSettings(functions, layers, accountConcurrency)
                                        .operations())
                        .include(new LayerOperations(layers, packages, downloads).operations())
                        .include(new LayerLists(layers).operations())
                        .include(new LayerPermissions(layers).operations())
                        .include(new Invocations(functions, host).operations())
                        .build();
    }

    private FunctionCreation creation(PackageIntake packages, FunctionHost host) {
        return new FunctionCreation(functions, layers, packages, activation, host);
    }

    private FunctionUpdates updates(PackageIntake packages, FunctionHost host) {
        return new FunctionUpdates(functions, layers, packages, activation, host);
    }

    public ServiceOperations operations() {
        return operations;
    }

    /**
     * Brings every stored function back: forgets packages that nothing uses, unpacks those that are
     * missing, finishes creations and updates that a crash cut short, and publishes all to the
     * host. To be called once, before the first operation.
     */
    public void resume() throws IOException {
        List<LambdaFunction> all =
                functions.allIds().stream().map(functions::find).flatMap(Optional::stream).toList();
        code.sweep(use.used());
        for (LambdaFunction function : all) {
            resume(function);
        }
        if (!all.isEmpty()) {
            LOG.log(Level.INFO, "functions brought back: {0}", all.size());
        }
    }

    private void resume(LambdaFunction function) {
        FunctionId id = function.id();
        function.everyVersion().values().stream()
                .flatMap(version -> version.packages().stream())
                .distinct()
                .forEach(sha256 -> restore(sha256, id));
        activation.finish(id);
    }

    private void restore(String sha256, FunctionId user) {
        try {
            code.restore(sha256);
        } catch (IOException e) {
            LOG.log(Level.ERROR, "The code of " + user.arn() + " is missing", e);
        }
    }
}
