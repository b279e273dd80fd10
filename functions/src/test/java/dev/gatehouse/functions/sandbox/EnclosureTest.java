package dev.gatehouse.functions.sandbox;

import static dev.gatehouse.functions.sandbox.RunningFunction.version;
import static dev.gatehouse.functions.sandbox.RunningFunction.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.foundation.json.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What code in bubblewrap tries in vain. */
class EnclosureTest {
    private static final String RUN_EVENT_AS_CODE =
            """
            import os
            def handler(event, context):
                try:
                    return repr(eval(event['try'], {'os': os, 'open': open}))
                except Exception as e:
                    return 'refused: ' + type(e).__name__
            """;

    @TempDir private Path folder;
    private Path code;
    private LocalSandbox sandbox;

    @BeforeEach
    void open() throws Exception {
        code = Files.createDirectory(folder.resolve("code"));
        write(code, "app.py", RUN_EVENT_AS_CODE);
        write(folder, "other/secret.txt", "another function's secret");
        sandbox = SandboxFixture.open(folder.resolve("box"), Isolation.REQUIRED, 1);
        SandboxFixture.assumeInstalled(sandbox, "python3.12");
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "open('/var/task/new', 'w')",
                "open('/var/task/app.py', 'a')",
                "open('/opt/new', 'w')",
                "open('/new', 'w')",
                "open('/usr/new', 'w')",
                "open('/var/runtime/new', 'w')",
                "open('/dev/shm/new', 'w')",
                "open('/etc/shadow').read()",
                "open('FOLDER/other/secret.txt').read()",
                "os.listdir('FOLDER')",
                "os.listdir('/root')",
                "os.listdir('/home')",
                "os.listdir('/sys')",
                "open('/proc/1/environ').read()",
                "os.setuid(0)",
                "os.chroot('/tmp')",
                "os.kill(SERVER, 0)",
            })
    void isRefused(String attempt) throws Exception {
        assertThat(answer(attempt)).startsWith("\"refused: ");
    }

    @Test
    void ownTempIsWritable() throws Exception {
        assertThat(answer("open('/tmp/new', 'w').write('12345')")).isEqualTo("\"5\"");
    }

    @Test
    void seesNoProcessButItsOwn() throws Exception {
        assertThat(answer("[p for p in os.listdir('/proc') if p.isdigit() and int(p) > 9]"))
                .isEqualTo("\"[]\"");
    }

    @Test
    void hasNoCapabilitiesAndCannotGainAny() throws Exception {
        assertThat(
                        answer(
                                "[l.split()[1] for l in open('/proc/self/status')"
                                        + " if l.startswith(('CapEff', 'CapPrm', 'CapBnd', 'NoNewPrivs'))]"))
                .contains("'0000000000000000', '0000000000000000'")
                .contains("'1'");
    }

    @Test
    void findsNothingOfTheServersEnvironment() throws Exception {
        assertThat(answer("sorted(os.environ)"))
                .contains("LAMBDA_TASK_ROOT")
                .doesNotContain("HOME", "MAVEN", "USER");
    }

    @Test
    void singleFileStopsAtTheStorageLimit() throws Exception {
        assertThat(answer("os.truncate(open('/tmp/big', 'w').fileno(), 513 * 1024 * 1024)"))
                .startsWith("\"refused: ");
    }

    private String answer(String attempt) throws Exception {
        String written =
                attempt.replace("FOLDER", folder.toString())
                        .replace("SERVER", Long.toString(ProcessHandle.current().pid()));
        var event = Json.object().put("try", written);
        try (RunningFunction function =
                RunningFunction.start(sandbox, version("python3.12", "app.handler", code))) {
            return function.invoke(Json.text(event)).body();
        }
    }
}
