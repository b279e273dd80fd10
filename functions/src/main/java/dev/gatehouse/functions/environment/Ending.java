package dev.gatehouse.functions.environment;

import dev.gatehouse.foundation.json.Json;
import dev.gatehouse.functions.host.FunctionVersion;
import dev.gatehouse.functions.runtimeapi.RuntimeApi;
import dev.gatehouse.functions.sandbox.Exit;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.Locale;

/**
 * How an invocation ended, in AWS's words.
 *
 * @param payload what the caller gets
 * @param lines what the log says before its END line
 * @param status the end of its REPORT line
 */
record Ending(boolean failed, byte[] payload, List<String> lines, String status) {
    private static final DateTimeFormatter MILLIS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

    static Ending succeeded(byte[] payload) {
        return new Ending(false, payload, List.of(), "");
    }

    /** The runtime reported an error; its words go through untouched. */
    static Ending reported(byte[] error) {
        return new Ending(true, error, List.of(), "");
    }

    static Ending tooLarge() {
        String message =
                "Response payload size exceeded maximum allowed payload size ("
                        + RuntimeApi.RESPONSE_LIMIT
                        + " bytes).";
        return failed("Function.ResponseSizeTooLarge", message, List.of(message));
    }

    static Ending timedOut(String requestId, FunctionVersion version, Instant now) {
        String text =
                String.format(
                        Locale.ROOT,
                        "Task timed out after %.2f seconds",
                        (double) version.timeoutSeconds());
        return new Ending(
                true,
                error("Sandbox.Timedout", "RequestId: " + requestId + " Error: " + text),
                List.of(MILLIS.format(now) + " " + requestId + " " + text),
                "Status: timeout");
    }

    static Ending invalidEntrypoint(String requestId, String reason) {
        String message = "RequestId: " + requestId + " Error: " + reason;
        String type = "Runtime.InvalidEntrypoint";
        return failed(type, message, List.of(message, type));
    }

    static Ending exited(String requestId, Exit exit) {
        String message = "RequestId: " + requestId + " Error: " + reason(exit);
        return failed(errorType(exit), message, List.of(message, errorType(exit)));
    }

    static String errorType(Exit exit) {
        return exit instanceof Exit.OutOfMemory() ? "Runtime.OutOfMemory" : "Runtime.ExitError";
    }

    private static Ending failed(String type, String message, List<String> lines) {
        return new Ending(true, error(type, message), lines, "Status: error\tError Type: " + type);
    }

    private static byte[] error(String type, String message) {
        return Json.bytes(Json.object().put("errorType", type).put("errorMessage", message));
    }

    private static String reason(Exit exit) {
        return switch (exit) {
            case Exit.Code(int status) ->
                    status == 0
                            ? "Runtime exited without providing a reason"
                            : "Runtime exited with error: exit status " + status;
            case Exit.Signal(int number) ->
                    "Runtime exited with error: signal: " + signalName(number);
            case Exit.OutOfMemory() -> "Runtime exited with error: signal: killed";
        };
    }

    private static String signalName(int number) {
        return switch (number) {
            case 1 -> "hangup";
            case 2 -> "interrupt";
            case 3 -> "quit";
            case 4 -> "illegal instruction";
            case 5 -> "trace/breakpoint trap";
            case 6 -> "aborted";
            case 7 -> "bus error";
            case 8 -> "floating point exception";
            case 9 -> "killed";
            case 11 -> "segmentation fault";
            case 13 -> "broken pipe";
            case 15 -> "terminated";
            default -> "signal " + number;
        };
    }
}
