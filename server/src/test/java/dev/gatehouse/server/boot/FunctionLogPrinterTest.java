package dev.gatehouse.server.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.functions.host.FunctionId;
import dev.gatehouse.functions.log.CarriageReturn;
import dev.gatehouse.functions.log.EnvironmentLog;
import dev.gatehouse.functions.log.LogStream;
import dev.gatehouse.functions.log.LogWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FunctionLogPrinterTest {
    private static final LogStream STREAM =
            new LogStream(new FunctionId("0", "r", "hello"), "/aws/lambda/hello", "s");

    @Test
    void everyLineStandsBehindItsLogGroupHoweverLongItIs() {
        String longer = "y".repeat(200_000);
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        print(out, List.of("END", "REPORT 1 MB\t", "über", longer, "last"));

        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "/aws/lambda/hello END",
                        "/aws/lambda/hello REPORT 1 MB",
                        "/aws/lambda/hello über",
                        "/aws/lambda/hello " + longer,
                        "/aws/lambda/hello last");
    }

    @Test
    void whoStopsReadingLosesLinesAndNothingElse() {
        List<Integer> refused = new ArrayList<>();
        OutputStream closed =
                new OutputStream() {
                    @Override
                    public void write(int octet) throws IOException {
                        refused.add(octet);
                        throw new IOException("Broken pipe");
                    }
                };

        String longLine = "y".repeat(200_000);
        print(closed, List.of(longLine, longLine));

        assertThat(refused).contains((int) 'y').hasSizeGreaterThan(2);
    }

    private static void print(OutputStream out, List<String> lines) {
        try (LogWriter writer = new LogWriter(new FunctionLogPrinter(out))) {
            EnvironmentLog log =
                    new EnvironmentLog(STREAM, CarriageReturn.TEXT, writer, InstantSource.system());
            lines.forEach(log::line);
        }
    }
}
