package dev.gatehouse.control.httpapi;

import dev.gatehouse.store.document.DocumentKey;
import dev.gatehouse.wire.service.CallContext;

/** The name of one API among all accounts and regions. */
record ApiKey(String account, String region, String apiId) {
    static ApiKey of(CallContext call, String apiId) {
        return new ApiKey(call.account(), call.region(), apiId);
    }

    DocumentKey document() {
        return Kinds.API.key(account, region, apiId);
    }

    DocumentKey child(Kind<?> kind, String id) {
        return kind.key(account, region, childPrefix() + id);
    }

    /** How the ids of documents below this API begin. */
    String childPrefix() {
        return apiId + "/";
    }
}
