package dev.gatehouse.gateway.stage;

/** Where deployed stages become live: the control plane's only door into the data plane. */
public interface LiveStages {
    /**
     * Compiles the stage and makes it the one that answers; requests in flight finish on the one
     * they began with.
     */
    void publish(HttpApiStage stage);

    void remove(String apiId, String stage);
}
