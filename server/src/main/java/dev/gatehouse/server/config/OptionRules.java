package dev.gatehouse.server.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What options may be. Each refusal names the option, what it had and what it takes. */
final class OptionRules {
    /** AWS docs: AccessKey, whose id is 16 to 128 word characters; ours may be shorter. */
    private static final Pattern ACCESS_KEY_ID = Pattern.compile("\\w{1,128}");

    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
    private static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z]+)+-\\d");
    private static final Pattern HOST_AND_PORT =
            Pattern.compile("([\\w.-]+|\\[[0-9a-fA-F:.]+]):\\d{1,5}");

    private OptionRules() {}

    static void range(String option, int value, int least, int most) {
        require(value >= least && value <= most, option, least + " to " + most, value);
    }

    static void positive(String option, double value) {
        require(value > 0, option, "above 0", value);
    }

    static void account(String value) {
        require(ACCOUNT.matcher(value).matches(), "--account", "twelve digits", value);
    }

    static void region(String value) {
        require(REGION.matcher(value).matches(), "--region", "a region like eu-west-1", value);
    }

    static void credentials(String accessKeyId, String secretAccessKey) {
        require(
                ACCESS_KEY_ID.matcher(accessKeyId).matches(),
                "--access-key-id",
                "1 to 128 letters, digits and underscores",
                accessKeyId);
        if (secretAccessKey.isEmpty()) {
            throw new SettingsException("--secret-access-key must not be empty");
        }
    }

    static void readable(String option, @Nullable Path file) {
        boolean absent = file != null && !(Files.isRegularFile(file) && Files.isReadable(file));
        require(!absent, option, "a file that can be read", String.valueOf(file));
    }

    static void folders(String option, List<Path> folders) {
        folders.forEach(folder -> require(Files.isDirectory(folder), option, "a folder", folder));
    }

    static void addresses(String option, Map<String, String> addressByArn) {
        addressByArn.forEach((arn, address) -> {
            require(arn.startsWith("arn:"), option, "ARN=HOST:PORT", arn);
            require(HOST_AND_PORT.matcher(address).matches(), option, "ARN=HOST:PORT", address);
        });
    }

    /** Strangers may reach the server only when its credentials are not in every manual. */
    static void safeBinding(String bind, Settings.RootCredentials root) {
        if (root.wellKnown() && !address(bind).isLoopbackAddress()) {
            throw new SettingsException(
                    "refusing to listen on "
                            + bind
                            + " with the well-known credentials test/test: set --access-key-id and"
                            + " --secret-access-key (or GATEHOUSE_ACCESS_KEY_ID and"
                            + " GATEHOUSE_SECRET_ACCESS_KEY) to your own");
        }
    }

    static InetAddress address(String bind) {
        try {
            return InetAddress.getByName(bind);
        } catch (UnknownHostException e) {
            throw new SettingsException(
                    "--bind must be an address of this machine, not '" + bind + "'", e);
        }
    }

    private static void require(boolean met, String option, String expected, Object actual) {
        if (!met) {
            throw new SettingsException(option + " must be " + expected + ", not '" + actual + "'");
        }
    }
}
