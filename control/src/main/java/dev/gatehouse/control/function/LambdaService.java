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
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
        PackageIntake packages = new PackageIntake(code);
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
        Set<String> used = packages(all);
        used.addAll(layers.packages());
        code.sweep(used);
        for (LambdaFunction function : all) {
            resume(function);
        }
        if (!all.isEmpty()) {
            LOG.log(Level.INFO, "functions brought back: {0}", all.size());
        }
    }

    private void resume(LambdaFunction function) {
        FunctionId id = function.id();
        for (String sha256 : packages(List.of(function))) {
            try {
                code.restore(sha256);
            } catch (IOException e) {
                LOG.log(Level.ERROR, "The code of " + id.arn() + " is missing", e);
            }
        }
        activation.finish(id);
    }

    private static Set<String> packages(List<LambdaFunction> all) {
        Set<String> used = new HashSet<>();
        all.stream()
                .flatMap(function -> function.everyVersion().values().stream())
                .forEach(version -> {
                    used.add(version.codeSha256());
                    version.layers().forEach(layer -> used.add(layer.codeSha256()));
                });
        return used;
    }
}
