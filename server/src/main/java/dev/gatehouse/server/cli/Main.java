package dev.gatehouse.server.cli;

import dev.gatehouse.server.boot.StartException;
import dev.gatehouse.server.config.LayeredDefaults;
import dev.gatehouse.server.config.SettingsException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Spec;

/** The command line: {@code gatehouse start}, {@code gatehouse run FILE|DIR}. */
@Command(
        name = "gatehouse",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        description = "An API gateway and function platform that speaks AWS's own language.",
        subcommands = {StartCommand.class, RunCommand.class, RehearseCommand.class},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:stopped as asked",
            "1:could not start, or failed while running",
            "2:the command line or the configuration is wrong"
        },
        footer = {
            "",
            "Every option is also read from the environment: --data-dir is GATEHOUSE_DATA_DIR.",
            "Start with:  gatehouse run examples/hello-node/index.mjs"
        })
public final class Main implements Runnable {
    private static final int FAILED = 1;
    private static final int USAGE = 2;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills the field
    private CommandSpec spec;

    public static void main(String[] arguments) {
        Logging.configure();
        System.exit(execute(arguments));
    }

    private static int execute(String[] arguments) {
        CommandLine commandLine = new CommandLine(new Main());
        PrintWriter errors = commandLine.getErr();
        try {
            commandLine.setDefaultValueProvider(
                    LayeredDefaults.of(arguments, System.getenv(), options(commandLine)));
        } catch (SettingsException e) {
            return say(errors, e, USAGE);
        }
        commandLine.setExecutionExceptionHandler((failure, _, _) ->
                switch (failure) {
                    case SettingsException wrong -> say(errors, wrong, USAGE);
                    case StartException cannot -> say(errors, cannot, FAILED);
                    case IOException unreadable ->
                            say(errors, new UncheckedIOException(unreadable), FAILED);
                    default -> throw failure;
                });
        return commandLine.execute(arguments);
    }

    private static int say(PrintWriter errors, RuntimeException failure, int exitCode) {
        errors.println("gatehouse: " + failure.getMessage());
        return exitCode;
    }

    private static Set<OptionSpec> options(CommandLine commandLine) {
        return commandLine.getSubcommands().values().stream()
                .flatMap(command -> command.getCommandSpec().options().stream())
                .collect(Collectors.toSet());
    }

    /** Without a command there is nothing to run: shows what there is. */
    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(), "Say what to do: start, or run FILE.");
    }

    /** The version that the build wrote into the jar's manifest. */
    public static final class Version implements IVersionProvider {
        /** Without the program's name, e.g. {@code 0.1.0-SNAPSHOT}. */
        public static String number() {
            String version = Main.class.getPackage().getImplementationVersion();
            return version == null ? "development" : version;
        }

        @Override
        public String[] getVersion() {
            return new String[] {"gatehouse " + number() + " (Java " + Runtime.version() + ")"};
        }
    }
}
