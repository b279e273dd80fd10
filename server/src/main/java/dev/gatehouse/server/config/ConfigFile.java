package dev.gatehouse.server.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * A YAML file whose keys are the long option names: {@code port: 4566}. Lists and maps become the
 * comma-separated text that the option takes on the command line.
 */
final class ConfigFile {
    private ConfigFile() {}

    /** Option name without dashes → text. */
    static Map<String, String> read(Path file) {
        JsonNode root;
        try {
            root = new YAMLMapper().readTree(Files.readString(file));
        } catch (IOException e) {
            throw new SettingsException(
                    "cannot read the configuration file " + file + ": " + e.getMessage(), e);
        } catch (JacksonException e) {
            throw new SettingsException(file + " is not valid YAML: " + e.getOriginalMessage(), e);
        }
        if (!root.isObject()) {
            throw new SettingsException(
                    file + " must hold a map of option names, e.g. `port: 4566`");
        }
        Map<String, String> values = new HashMap<>();
        root.properties().forEach(entry -> values.put(entry.getKey(), text(entry.getValue())));
        return values;
    }

    private static String text(JsonNode value) {
        if (value.isArray()) {
            return value.valueStream().map(JsonNode::asString).collect(Collectors.joining(","));
        }
        if (value.isObject()) {
            return value.properties().stream()
                    .map(entry -> entry.getKey() + "=" + entry.getValue().asString())
                    .collect(Collectors.joining(","));
        }
        return value.asString();
    }
}
