package dev.gatehouse.functions.dispatch;

import dev.gatehouse.functions.environment.ThreadTimer;
import dev.gatehouse.functions.runtimeapi.RuntimeApi;
import dev.gatehouse.functions.sandbox.Sandbox;
import dev.gatehouse.http.engine.HttpEngine;
import java.time.InstantSource;

/** Opens a host with listeners for the Runtime API and a timer of its own. */
public final class FunctionHosting {
    private FunctionHosting() {}

    /**
     * @param sandbox closed with the host
     * @param engine must outlive the host
     */
    public static HostedFunctions open(
            HttpEngine engine,
            Sandbox sandbox,
            Surroundings.Providers providers,
            HostSettings settings) {
        RuntimeApi api = new RuntimeApi();
        RuntimeApiListeners listeners = RuntimeApiListeners.open(engine, sandbox, api);
        ThreadTimer timer = new ThreadTimer();
        Surroundings surroundings =
                new Surroundings(
                        sandbox,
                        api,
                        listeners.address(),
                        providers,
                        timer,
                        InstantSource.system());
        return new HostedFunctions(
                surroundings,
                settings,
                () -> {
                    listeners.close();
                    timer.close();
                });
    }
}
