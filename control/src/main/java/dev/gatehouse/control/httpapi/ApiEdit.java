package dev.gatehouse.control.httpapi;

import dev.gatehouse.control.document.Stored;
import dev.gatehouse.store.document.Write;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.apigatewayv2.model.Api;
import software.amazon.awssdk.services.apigatewayv2.model.Deployment;
import software.amazon.awssdk.services.apigatewayv2.model.Integration;
import software.amazon.awssdk.services.apigatewayv2.model.Route;
import software.amazon.awssdk.services.apigatewayv2.model.Stage;

/** One operation's changes to one API, committed together or not at all; for one thread. */
final class ApiEdit {
    private final ApiKey key;
    private final ApiState before;
    private final Instant now;
    private final Family<Route> routes;
    private final Family<Integration> integrations;
    private final Family<Stage> stages;
    private final Family<Deployment> deployments;
    private final Map<String, Snapshot> newSnapshots = new HashMap<>();
    private Api api;
    private boolean deleted;

    ApiEdit(ApiKey key, ApiState before, Instant now) {
        this.key = key;
        this.before = before;
        this.now = now;
        this.api = before.api().value();
        this.routes = new Family<>(key, Kinds.ROUTE, "Route", before.routes());
        this.integrations =
                new Family<>(key, Kinds.INTEGRATION, "Integration", before.integrations());
        this.stages = new Family<>(key, Kinds.STAGE, "Stage", before.stages());
        this.deployments = new Family<>(key, Kinds.DEPLOYMENT, "Deployment", before.deployments());
    }

    ApiKey key() {
        return key;
    }

    /** When this edit happens, for dates in documents. */
    Instant now() {
        return now;
    }

    Api api() {
        return api;
    }

    void api(Api changed) {
        api = changed;
    }

    Family<Route> routes() {
        return routes;
    }

    Family<Integration> integrations() {
        return integrations;
    }

    Family<Stage> stages() {
        return stages;
    }

    Family<Deployment> deployments() {
        return deployments;
    }

    /** Freezes the API as it is in this edit under the deployment's id. */
    void add(Deployment deployment) {
        deployments.put(deployment.deploymentId(), deployment);
        newSnapshots.put(
                deployment.deploymentId(), Snapshot.of(api, routes.all(), integrations.all()));
    }

    void deleteEverything() {
        deleted = true;
        routes.removeAll();
        integrations.removeAll();
        stages.removeAll();
        deployments.removeAll();
    }

    boolean deleted() {
        return deleted;
    }

    /** Whether a deployment made now would differ from one made before this edit. */
    boolean changesContent() {
        Api old = before.api().value();
        return !routes.touched().isEmpty()
                || !integrations.touched().isEmpty()
                || !Objects.equals(old.corsConfiguration(), api.corsConfiguration())
                || !Objects.equals(
                        old.disableExecuteApiEndpoint(), api.disableExecuteApiEndpoint());
    }

    /** Whether the stage existed before this edit and deployed automatically. */
    boolean hadAutoDeploy(String stageName) {
        Stored<Stage> stage = before.stages().get(stageName);
        return stage != null && Boolean.TRUE.equals(stage.value().autoDeploy());
    }

    /** Snapshots that this edit adds, by deployment id. */
    Map<String, Snapshot> newSnapshots() {
        return newSnapshots;
    }

    List<Write> writes() {
        List<Write> writes = new ArrayList<>();
        long version = before.api().version();
        writes.add(
                deleted
                        ? new Write.Delete(key.document(), version)
                        : Kinds.API.put(key.document(), version, api));
        writes.addAll(routes.writes());
        writes.addAll(integrations.writes());
        writes.addAll(stages.writes());
        writes.addAll(deployments.writes());
        writes.addAll(snapshotWrites());
        return writes;
    }

    private List<Write> snapshotWrites() {
        List<Write> writes = new ArrayList<>();
        for (String id : deployments.touched()) {
            Snapshot added = newSnapshots.get(id);
            if (deployments.find(id).isEmpty()) {
                writes.add(new Write.Delete(key.child(Kinds.SNAPSHOT, id), 1));
            } else if (added != null) {
                writes.add(Kinds.SNAPSHOT.put(key.child(Kinds.SNAPSHOT, id), Write.ABSENT, added));
            }
        }
        return writes;
    }

    /** What the store has once the writes are committed. */
    ApiState after() {
        return new ApiState(
                new Stored<>(key.document(), before.api().version() + 1, api),
                routes.after(),
                integrations.after(),
                stages.after(),
                deployments.after());
    }
}
