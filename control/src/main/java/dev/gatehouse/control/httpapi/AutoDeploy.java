package dev.gatehouse.control.httpapi;

import dev.gatehouse.foundation.id.Ids;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigatewayv2.model.Deployment;
import software.amazon.awssdk.services.apigatewayv2.model.DeploymentStatus;
import software.amazon.awssdk.services.apigatewayv2.model.Stage;

/** Deploys what an edit changed to the stages that ask for it, as part of the same edit. */
final class AutoDeploy {
    private static final String TRIGGER =
            "Automatic deployment triggered by changes to the Api configuration";
    private static final String FAILED = "Deployment attempt failed: " + Faults.NO_ROUTES_TO_DEPLOY;

    private AutoDeploy() {}

    /** Stages with AutoDeploy get one new deployment if content changed or they have none yet. */
    static void apply(ApiEdit edit) {
        List<Stage> stages = edit.stages().all().stream().filter(s -> isDue(edit, s)).toList();
        if (stages.isEmpty()) {
            return;
        }
        if (edit.routes().size() == 0) {
            stages.forEach(
                    stage -> put(edit, stage.toBuilder().lastDeploymentStatusMessage(FAILED)));
            return;
        }
        Deployment deployment = deployment(true, TRIGGER, edit.now());
        edit.add(deployment);
        stages.forEach(stage -> pointTo(edit, stage, deployment));
        forgetUnused(edit);
    }

    /** A new deployment that no edit has yet. */
    static Deployment deployment(boolean automatic, @Nullable String description, Instant created) {
        return Deployment.builder()
                .deploymentId(Ids.alphanumeric(6))
                .autoDeployed(automatic)
                .createdDate(created)
                .deploymentStatus(DeploymentStatus.DEPLOYED)
                .description(description)
                .build();
    }

    private static void pointTo(ApiEdit edit, Stage stage, Deployment deployment) {
        String id = deployment.deploymentId();
        String done = "Successfully deployed stage with deployment ID '" + id + "'";
        put(edit, stage.toBuilder().deploymentId(id).lastDeploymentStatusMessage(done));
    }

    private static void put(ApiEdit edit, Stage.Builder changed) {
        Stage stage = changed.lastUpdatedDate(edit.now()).build();
        edit.stages().put(stage.stageName(), stage);
    }

    private static boolean isDue(ApiEdit edit, Stage stage) {
        return Boolean.TRUE.equals(stage.autoDeploy())
                && (edit.changesContent() || awaitsDeployment(edit, stage));
    }

    /** The stage was made, or told to deploy automatically, in this edit. */
    private static boolean awaitsDeployment(ApiEdit edit, Stage stage) {
        return edit.stages().touched().contains(stage.stageName())
                && !edit.hadAutoDeploy(stage.stageName());
    }

    /** Automatic deployments that no stage uses any more would only pile up. */
    private static void forgetUnused(ApiEdit edit) {
        Set<String> used =
                edit.stages().all().stream()
                        .map(Stage::deploymentId)
                        .filter(id -> id != null)
                        .collect(Collectors.toSet());
        edit.deployments().all().stream()
                .filter(deployment -> deployment.autoDeployed())
                .map(Deployment::deploymentId)
                .filter(id -> !used.contains(id))
                .forEach(edit.deployments()::remove);
    }
}
