package dev.gatehouse.server.config;

import dev.gatehouse.server.config.ConfigFile.Setting;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
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
    private static final String CONFIG = "--config";

    private final Map<String, String> environment;
    private final @Nullable ConfigFile file;

    private LayeredDefaults(Map<String, String> environment, @Nullable ConfigFile file) {
        this.environment = environment;
        this.file = file;
    }

    /**
     * Reads the file that {@code --config} or {@code GATEHOUSE_CONFIG} names, if any.
     *
     * @param options every option that there is
     * @throws SettingsException when the file cannot be read or sets what no option is called
     */
    public static LayeredDefaults of(
            String[] arguments, Map<String, String> environment, Set<OptionSpec> options) {
        String named = configArgument(arguments);
        String path = named == null ? environment.get(PREFIX + "CONFIG") : named;
        if (path == null) {
            return new LayeredDefaults(environment, null);
        }
        ConfigFile file = ConfigFile.read(Path.of(path));
        file.settings()
                .forEach((name, setting) -> {
                    if (options.stream().noneMatch(option -> isSetBy(name, option))) {
                        throw file.wrong(setting.line(), "there is no option '" + name + "'");
                    }
                });
        return new LayeredDefaults(environment, file);
    }

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        if (!(argument instanceof OptionSpec option) || !hasLayers(option)) {
            return null;
        }
        String name = option.longestName().substring(2);
        String fromEnvironment =
                environment.get(PREFIX + name.replace('-', '_').toUpperCase(Locale.ROOT));
        if (fromEnvironment != null || file == null) {
            return fromEnvironment;
        }
        Setting setting = file.settings().get(name);
        return setting == null ? null : setting.text();
    }

    private static boolean isSetBy(String name, OptionSpec option) {
        return option.longestName().equals("--" + name) && hasLayers(option);
    }

    /** Not what asks for help, which {@code GATEHOUSE_VERSION} does not, nor the file itself. */
    private static boolean hasLayers(OptionSpec option) {
        return !option.usageHelp() && !option.versionHelp() && !option.longestName().equals(CONFIG);
    }

    private static @Nullable String configArgument(String[] arguments) {
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i].startsWith(CONFIG + "=")) {
                return arguments[i].substring(CONFIG.length() + 1);
            }
            if (arguments[i].equals(CONFIG) && i + 1 < arguments.length) {
                return arguments[i + 1];
            }
        }
        return null;
    }
}
