package dev.gatehouse.server.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A YAML file whose keys are the long option names: {@code port: 4566}. Values are taken as they
 * are written; lists and maps become the comma-separated text that the option takes on the command
 * line.
 */
final class ConfigFile {
    private final Path path;
    private final Map<String, Setting> settings = new HashMap<>();

    /** What stands behind a key, and in which line. */
    record Setting(String text, int line) {}

    private ConfigFile(Path path) {
        this.path = path;
    }

    /**
     * @throws SettingsException when it cannot be read or is no map of names
     */
    static ConfigFile read(Path path) {
        ConfigFile file = new ConfigFile(path);
        for (NodeTuple setting : file.root()) {
            String name = file.text(setting.getKeyNode());
            int line = line(setting.getKeyNode().getStartMark().orElseThrow());
            String text = file.value(setting.getValueNode());
            if (file.settings.put(name, new Setting(text, line)) != null) {
                throw file.wrong(line, "'" + name + "' is set a second time");
            }
        }
        return file;
    }

    /** By option name without dashes. */
    Map<String, Setting> settings() {
        return settings;
    }

    /** A complaint about a line. */
    SettingsException wrong(int line, String what) {
        return new SettingsException(path + " line " + line + ": " + what);
    }

    private List<NodeTuple> root() {
        try {
            Node root =
                    new Compose(LoadSettings.builder().build())
                            .composeString(Files.readString(path))
                            .orElse(null);
            if (root instanceof MappingNode map) {
                return map.getValue();
            }
            throw new SettingsException(path + " must hold option names, e.g. `port: 4566`");
        } catch (IOException e) {
            throw new SettingsException(
                    "cannot read the configuration file " + path + ": " + e.getMessage(), e);
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(ConfigFile::line).orElse(1);
            throw new SettingsException(path + " line " + line + ": " + e.getProblem(), e);
        } catch (YamlEngineException e) {
            throw new SettingsException(path + " is no YAML: " + e.getMessage(), e);
        }
    }

    private String value(Node node) {
        return switch (node) {
            case SequenceNode list ->
                    list.getValue().stream().map(this::text).collect(Collectors.joining(","));
            case MappingNode map ->
                    map.getValue().stream()
                            .map(entry ->
                                    text(entry.getKeyNode()) + "=" + text(entry.getValueNode()))
                            .collect(Collectors.joining(","));
            default -> text(node);
        };
    }

    private String text(Node node) {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        throw wrong(line(node.getStartMark().orElseThrow()), "a list or map is one too deep here");
    }

    private static int line(Mark mark) {
        return mark.getLine() + 1;
    }
}
