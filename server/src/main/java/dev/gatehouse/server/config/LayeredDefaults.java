package dev.gatehouse.server.config;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Where an option's value comes from when the command line does not have it: {@code
 * GATEHOUSE_OPTION_NAME} in the environment, then the configuration file, then the option's own
 * default.
 */
public final class LayeredDefaults implements IDefaultValueProvider {
    private static final String PREFIX = "GATEHOUSE_";

    private final Map<String, String> environment;
    private final Map<String, String> file;

    private LayeredDefaults(Map<String, String> environment, Map<String, String> file) {
        this.environment = environment;
        this.file = file;
    }

    /** Reads the file that {@code --config} or {@code GATEHOUSE_CONFIG} names, if any. */
    public static LayeredDefaults of(String[] arguments, Map<String, String> environment) {
        String file = configArgument(arguments);
        if (file == null) {
            file = environment.get(PREFIX + "CONFIG");
        }
        return new LayeredDefaults(
                environment, file == null ? Map.of() : ConfigFile.read(Path.of(file)));
    }

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        if (!(argument instanceof OptionSpec option)) {
            return null;
        }
        String name = option.longestName().substring(2);
        String fromEnvironment =
                environment.get(PREFIX + name.replace('-', '_').toUpperCase(Locale.ROOT));
        return fromEnvironment != null ? fromEnvironment : file.get(name);
    }

    /** Fails when the file sets something that no option is called. */
    public void refuseUnknown(Set<String> optionNames) {
        Set<String> unknown = new TreeSet<>(file.keySet());
        unknown.removeIf(name -> optionNames.contains("--" + name));
        if (!unknown.isEmpty()) {
            throw new SettingsException(
                    "the configuration file sets what does not exist: "
                            + String.join(", ", unknown));
        }
    }

    private static @Nullable String configArgument(String[] arguments) {
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i].startsWith("--config=")) {
                return arguments[i].substring("--config=".length());
            }
            if (arguments[i].equals("--config") && i + 1 < arguments.length) {
                return arguments[i + 1];
            }
        }
        return null;
    }
}
