package dev.gatehouse.control.httpapi;

import dev.gatehouse.control.document.Stored;
import dev.gatehouse.gateway.stage.LiveStages;
import dev.gatehouse.store.document.Document;
import dev.gatehouse.store.document.DocumentStore;
import java.lang.System.Logger.Level;
import software.amazon.awssdk.services.apigatewayv2.model.Stage;

/** Tells the data plane which stages to answer, and with what. */
final class LiveApis {
    private static final System.Logger LOG = System.getLogger(LiveApis.class.getName());

    private final DocumentStore store;
    private final LiveStages stages;
    private final StageAssembly assembly;

    LiveApis(DocumentStore store, LiveStages stages, StageAssembly assembly) {
        this.store = store;
        this.stages = stages;
        this.assembly = assembly;
    }

    /** Publishes every deployed stage in the store; a stage that cannot be read is logged. */
    void resume() {
        for (Document document : store.all(Kinds.STAGE.name())) {
            try {
                resume(document);
            } catch (RuntimeException broken) {
                LOG.log(Level.ERROR, "Cannot publish stage " + document.key(), broken);
            }
        }
    }

    /** Shows what an edit did to stages, once it is committed. */
    void show(ApiEdit edit) {
        for (String name : edit.stages().touched()) {
            edit.stages()
                    .find(name)
                    .ifPresentOrElse(
                            stage -> publish(edit, stage),
                            () -> stages.remove(edit.key().apiId(), name));
        }
    }

    private void publish(ApiEdit edit, Stage stage) {
        String deploymentId = stage.deploymentId();
        if (deploymentId == null) {
            return;
        }
        Snapshot added = edit.newSnapshots().get(deploymentId);
        Snapshot snapshot = added != null ? added : snapshot(edit.key(), deploymentId);
        stages.publish(assembly.assemble(edit.key(), stage, deploymentId, snapshot));
    }

    private void resume(Document document) {
        String id = document.key().id();
        ApiKey key =
                new ApiKey(
                        document.key().account(),
                        document.key().region(),
                        id.substring(0, id.indexOf('/')));
        Stage stage = Kinds.STAGE.stored(document).value();
        String deploymentId = stage.deploymentId();
        if (deploymentId != null) {
            Snapshot snapshot = snapshot(key, deploymentId);
            stages.publish(assembly.assemble(key, stage, deploymentId, snapshot));
        }
    }

    /** What the deployment froze. */
    Snapshot snapshot(ApiKey key, String deploymentId) {
        return store.find(key.child(Kinds.SNAPSHOT, deploymentId))
                .map(Kinds.SNAPSHOT::stored)
                .map(Stored::value)
                .orElseThrow(() ->
                        new IllegalStateException(
                                "Deployment " + deploymentId + " has no snapshot"));
    }
}
