package dev.gatehouse.server.boot;

import dev.gatehouse.functions.dispatch.FunctionHosting;
import dev.gatehouse.functions.dispatch.HostSettings;
import dev.gatehouse.functions.dispatch.HostedFunctions;
import dev.gatehouse.functions.dispatch.Surroundings;
import dev.gatehouse.functions.environment.EnvironmentLimits;
import dev.gatehouse.functions.runtime.RuntimePlaces;
import dev.gatehouse.functions.sandbox.Isolation;
import dev.gatehouse.functions.sandbox.LocalSandbox;
import dev.gatehouse.functions.sandbox.Sandbox;
import dev.gatehouse.functions.sandbox.SandboxException;
import dev.gatehouse.functions.sandbox.SandboxSettings;
import dev.gatehouse.http.engine.HttpEngine;
import dev.gatehouse.server.config.Settings;
import dev.gatehouse.store.directory.DataDirectory;

/** Constructs the function host with all that it stands on. */
final class FunctionFloor {
    private FunctionFloor() {}

    static HostedFunctions open(
            Settings settings,
            DataDirectory directory,
            HttpEngine engine,
            Surroundings.Providers providers) {
        return FunctionHosting.open(
                engine, sandbox(settings, directory), providers, hostSettings(settings));
    }

    private static Sandbox sandbox(Settings settings, DataDirectory directory) {
        Settings.Functions functions = settings.functions();
        try {
            return LocalSandbox.open(
                    new SandboxSettings(
                            directory.path().resolve("sandbox"),
                            functions.requireIsolation() ? Isolation.REQUIRED : Isolation.PREFERRED,
                            RuntimePlaces.ofThisMachine(functions.runtimePaths(), System.getenv()),
                            functions.strictRuntimes(),
                            functions.spares()));
        } catch (SandboxException e) {
            throw new StartException("--require-isolation: " + e.getMessage(), e);
        }
    }

    private static HostSettings hostSettings(Settings settings) {
        HostSettings defaults = HostSettings.defaults();
        EnvironmentLimits limits = defaults.environments();
        return new HostSettings(
                settings.functions().concurrency(),
                defaults.simultaneousStarts(),
                settings.functions().affinity(),
                defaults.closeGrace(),
                new EnvironmentLimits(
                        limits.init(), settings.functions().idle(), limits.life(), limits.stop()));
    }
}
