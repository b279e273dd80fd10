package dev.gatehouse.control.httpapi;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigatewayv2.model.LoggingLevel;
import software.amazon.awssdk.services.apigatewayv2.model.RouteSettings;
import software.amazon.awssdk.services.apigatewayv2.model.Stage;

/** What a stage of an HTTP API must be. AWS docs: Stages for HTTP APIs; HTTP API quotas. */
final class StageRules {
    static final String DEFAULT_NAME = "$default";

    private static final int MOST_VARIABLES = 100;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,128}|\\$default");
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z0-9_]{1,64}");
    private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9\\-._~:/?#&=,]{1,512}");

    private StageRules() {}

    /** Fills in what AWS fills in when the caller says nothing; maps are shown although empty. */
    static Stage withDefaults(Stage stage) {
        RouteSettings settings = stage.defaultRouteSettings();
        RouteSettings.Builder defaults =
                settings == null ? RouteSettings.builder() : settings.toBuilder();
        if (settings == null || settings.detailedMetricsEnabled() == null) {
            defaults.detailedMetricsEnabled(false);
        }
        return stage.toBuilder()
                .autoDeploy(Boolean.TRUE.equals(stage.autoDeploy()))
                .defaultRouteSettings(defaults.build())
                .routeSettings(new LinkedHashMap<>(stage.routeSettings()))
                .stageVariables(new LinkedHashMap<>(stage.stageVariables()))
                .tags(new LinkedHashMap<>(stage.tags()))
                .build();
    }

    static void check(Stage stage) {
        if (!NAME.matcher(stage.stageName()).matches()) {
            throw Faults.badRequest(
                    "Stage name only allows a-zA-Z0-9_- and at most 128 characters, or $default");
        }
        refuseUnsupported(stage);
        ApiRules.checkDescription(stage.description());
        checkVariables(stage.stageVariables());
        checkSettings(stage.defaultRouteSettings());
        stage.routeSettings().values().forEach(StageRules::checkSettings);
        TagRules.check(stage.tags());
    }

    private static void checkVariables(Map<String, String> variables) {
        if (variables.size() > MOST_VARIABLES) {
            throw Faults.badRequest("A stage has at most " + MOST_VARIABLES + " stage variables");
        }
        variables.forEach((name, value) -> {
            if (!VARIABLE.matcher(name).matches()) {
                throw Faults.badRequest(
                        "Stage variable name '%s' is invalid: it allows 1 to 64 characters a-zA-Z0-9_"
                                .formatted(name));
            }
            if (!VALUE.matcher(value).matches()) {
                throw Faults.badRequest(
                        "Stage variable value of '%s' is invalid: it allows 1 to 512 characters A-Za-z0-9-._~:/?#&=,"
                                .formatted(name));
            }
        });
    }

    /** Settings can be given only for routes that the API has. */
    static void checkRouteExists(ApiEdit edit, String routeKey) {
        if (edit.routes().all().stream().noneMatch(route -> route.routeKey().equals(routeKey))) {
            throw Faults.notFoundBecause(
                    "Unable to find Route by key "
                            + routeKey
                            + " within the provided RouteSettings");
        }
    }

    private static void checkSettings(@Nullable RouteSettings settings) {
        if (settings == null) {
            return;
        }
        if (Boolean.TRUE.equals(settings.dataTraceEnabled())) {
            throw Faults.webSocketOnly("DataTraceEnabled");
        }
        if (settings.loggingLevel() != null && settings.loggingLevel() != LoggingLevel.OFF) {
            throw Faults.webSocketOnly("LoggingLevel");
        }
        if (Boolean.TRUE.equals(settings.detailedMetricsEnabled())) {
            throw Faults.unsupported("DetailedMetricsEnabled", "there are no metrics by route");
        }
        Integer burst = settings.throttlingBurstLimit();
        Double rate = settings.throttlingRateLimit();
        if ((burst != null && burst < 0)
                || (rate != null && !(rate >= 0 && rate <= Double.MAX_VALUE))) {
            throw Faults.badRequest(
                    "ThrottlingBurstLimit and ThrottlingRateLimit must be finite and not negative");
        }
    }

    private static void refuseUnsupported(Stage stage) {
        if (stage.accessLogSettings() != null) {
            throw Faults.unsupported("AccessLogSettings", "there are no access logs");
        }
        if (stage.clientCertificateId() != null) {
            throw Faults.webSocketOnly("ClientCertificateId");
        }
    }
}
