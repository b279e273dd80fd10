package dev.gatehouse.server.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Pattern;

/** The server's own log: one line an event on stderr, a stack below it where there is one. */
final class Logging {
    private Logging() {}

    static void configure() {
        LogManager.getLogManager().reset();
        ConsoleHandler console = new ConsoleHandler();
        console.setFormatter(new Line());
        Logger root = Logger.getLogger("");
        root.addHandler(console);
        root.setLevel(Level.INFO);
        // Netty warns of what clients do to it; ours is said with the request's id.
        Logger.getLogger("io.netty").setLevel(Level.SEVERE);
    }

    private static final class Line extends Formatter {
        /** A name or path that a caller sent may hold line ends, to forge lines with. */
        private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");

        @Override
        public String format(LogRecord entry) {
            StringBuilder line = new StringBuilder(160);
            line.append(Instant.ofEpochMilli(entry.getMillis()).truncatedTo(ChronoUnit.MILLIS))
                    .append(' ')
                    .append(level(entry.getLevel()))
                    .append(' ')
                    .append(room(entry.getLoggerName()))
                    .append(": ")
                    .append(CONTROL.matcher(formatMessage(entry)).replaceAll(" "))
                    .append('\n');
            if (entry.getThrown() != null) {
                StringWriter stack = new StringWriter();
                entry.getThrown().printStackTrace(new PrintWriter(stack, true));
                line.append(stack);
            }
            return line.toString();
        }

        private static String level(Level level) {
            if (level.intValue() >= Level.SEVERE.intValue()) {
                return "ERROR";
            }
            return level.intValue() >= Level.WARNING.intValue() ? "WARN " : "INFO ";
        }

        /** {@code dev.gatehouse.functions.host.Dispatcher} → {@code functions.host}. */
        private static String room(String logger) {
            String name = logger == null ? "" : logger;
            if (!name.startsWith("dev.gatehouse.")) {
                return name;
            }
            int end = name.lastIndexOf('.');
            return name.substring(
                    "dev.gatehouse.".length(), Math.max(end, "dev.gatehouse.".length()));
        }
    }
}
