package dev.gatehouse.control.httpapi;

import dev.gatehouse.store.document.DocumentStore;
import software.amazon.awssdk.services.apigatewayv2.model.ConnectionType;
import software.amazon.awssdk.services.apigatewayv2.model.Integration;

/** Completes and checks integrations before they are stored, their VPC links included. */
final class IntegrationChecks {
    private final DocumentStore store;
    private final IntegrationRules rules;

    IntegrationChecks(DocumentStore store, IntegrationRules rules) {
        this.store = store;
        this.rules = rules;
    }

    /** The integration with AWS's defaults, or the error that it cannot be stored. */
    Integration completed(ApiKey api, Integration requested) {
        Integration integration = IntegrationRules.withDefaults(requested);
        rules.check(integration);
        String link = integration.connectionId();
        if (ConnectionType.VPC_LINK.equals(integration.connectionType())
                && store.find(Kinds.VPC_LINK.key(api.account(), api.region(), link)).isEmpty()) {
            throw Faults.notFound("Vpc Link", link);
        }
        return integration;
    }
}
