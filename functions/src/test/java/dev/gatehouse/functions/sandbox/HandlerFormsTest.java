package dev.gatehouse.functions.sandbox;

import static dev.gatehouse.functions.sandbox.RunningFunction.version;
import static dev.gatehouse.functions.sandbox.RunningFunction.write;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The forms that handlers take, and what becomes of their outcomes. AWS docs: Lambda, defining
 * function handlers in Node.js and in Python.
 */
class HandlerFormsTest {
    @TempDir private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "index.h     | index.js    | exports.h = async (e) => e.n + 1                            | 42",
                "index.h     | index.cjs   | exports.h = (e) => Promise.resolve(e.n)                     | 41",
                "index.h     | index.mjs   | export const h = async () => 'module'                       | \"module\"",
                "index.h     | index.mjs   | const v = await Promise.resolve(7); export const h = async () => v | 7",
                "src/a.b.h   | src/a.js    | exports.b = { h: async () => 'nested' }                     | \"nested\"",
                "index.h     | index.js    | exports.h = (e, c, cb) => cb(null, 'called back')           | \"called back\"",
                "index.h     | index.js    | exports.h = (e, c) => c.succeed('done')                     | \"done\"",
                "index.h     | index.js    | exports.h = async () => {}                                  | null",
                "index.h     | index.js    | exports.h = () => new Promise(() => {})                     | null",
                "index.h     | index.js    | exports.h = async (e, c) => c.memoryLimitInMB               | \"128\"",
                "index.h     | index.js    | exports.h = async (e, c) => c.clientContext.custom.k        | \"ü\"",
                "index.h     | index.js    | exports.h = async (e, c) => c.getRemainingTimeInMillis() > 1 | true",
            })
    void nodeAnswers(String handler, String file, String source, String answer) throws Exception {
        assertThat(posted("nodejs22.x", handler, file, source).body()).isEqualTo(answer);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "index.h | index.js | exports.h = async () => { throw new TypeError('no') } | TypeError | no",
                "index.h | index.js | exports.h = (e, c) => c.fail(new Error('no'))          | Error | no",
                "index.h | index.js | exports.h = async () => 10n                            | Error | Unable to stringify response body",
                "index.h | index.js | exports.h = async () => { Promise.reject(new Error('x')); await new Promise((r) => setTimeout(r, 500)) } | Runtime.UnhandledPromiseRejection | Error: x",
                "index.g | index.js | exports.h = 1                                          | Runtime.HandlerNotFound | index.g is undefined or not exported",
                "index.h | index.js | exports.h = 1                                          | Runtime.HandlerNotFound | index.h is not a function",
                "index.h | index.js | }                                                      | Runtime.UserCodeSyntaxError | SyntaxError: Unexpected token '}'",
                "index.h | index.js | require('none')                                        | Runtime.ImportModuleError | Error: Cannot find module 'none'",
                "other.h | index.js | exports.h = 1                                          | Runtime.ImportModuleError | Error: Cannot find module 'other'",
                "index   | index.js | exports.h = 1                                          | Runtime.MalformedHandlerName | Bad handler",
                "index.h | index.js | exports.h = awslambda.streamifyResponse(async () => 1) | Runtime.HandlerNotFound | awslambda.streamifyResponse: response streaming is not supported",
            })
    void nodeFails(String handler, String file, String source, String type, String message)
            throws Exception {
        fails(posted("nodejs22.x", handler, file, source), type, message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "app.h        | app.py         | def h(e, c): return e['n']                              | 41",
                "pkg/mod.h    | pkg/mod.py     | def h(e, c): return 'slash'                             | \"slash\"",
                "pkg.mod.h    | pkg/mod.py     | def h(e, c): return 'dot'                               | \"dot\"",
                "app.h        | app.py         | def h(e, c): return None                                | null",
                "app.h        | app.py         | def h(e, c): return c.memory_limit_in_mb                | \"128\"",
                "app.h        | app.py         | def h(e, c): return c.client_context.custom['k']        | \"ü\"",
                "app.h        | app.py         | def h(e, c): return c.get_remaining_time_in_millis() > 1 | true",
            })
    void pythonAnswers(String handler, String file, String source, String answer) throws Exception {
        assertThat(posted("python3.12", handler, file, source).body()).isEqualTo(answer);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "app.h   | def h(e, c): return 1 / 0      | ZeroDivisionError | division by zero",
                "app.h   | def h(e, c): return {1}        | Runtime.MarshalError | Unable to marshal response: Object of type set is not JSON serializable",
                "app.g   | def h(e, c): pass              | Runtime.HandlerNotFound | Handler 'g' missing on module 'app'",
                "other.h | def h(e, c): pass              | Runtime.ImportModuleError | Unable to import module 'other': No module named 'other'",
                "app.h   | def h(                         | Runtime.UserCodeSyntaxError | Syntax error in module 'app': '(' was never closed (app.py, line 1)",
                "app     | def h(e, c): pass              | Runtime.MalformedHandlerName | Bad handler 'app': not enough values to unpack (expected 2, got 1)",
                "app.h   | raise OSError('at import')     | OSError | at import",
            })
    void pythonFails(String handler, String source, String type, String message) throws Exception {
        fails(posted("python3.12", handler, "app.py", source), type, message);
    }

    @Test
    void nodeLogsWithTimeIdAndLevel() throws Exception {
        String line = "\\S+Z\t" + OneSocketRuntimeApi.REQUEST_ID + "\t";
        assertThat(
                        output(
                                "nodejs22.x",
                                "index.h",
                                "index.js",
                                "exports.h = async () => { console.log('a\\nb %d', 1); console.warn('c') }"))
                .matches(line + "INFO\ta\rb 1\n" + line + "WARN\tc\n");
    }

    @Test
    void pythonLogsWarningsAndPrints() throws Exception {
        assertThat(
                        output(
                                "python3.12",
                                "app.h",
                                "app.py",
                                "import logging\ndef h(e, c):\n  print('p')\n  logging.warning('w')\n  logging.info('i')"))
                .matches("p\n\\[WARNING]\t\\S+Z\t" + OneSocketRuntimeApi.REQUEST_ID + "\tw\n");
    }

    @Test
    void refusalIsNoEventForPython() throws Exception {
        try (LocalSandbox sandbox = open("python3.12");
                RunningFunction function =
                        RunningFunction.start(
                                sandbox,
                                version(
                                        "python3.12",
                                        "app.h",
                                        code("app.py", "def h(e, c): print('called')")))) {
            function.refuseNext();
            assertThat(function.awaitExit()).isEqualTo(new Exit.Code(1));
            assertThat(function.output()).isEmpty();
        }
    }

    /** AWS's log shows the line also when there are no frames. */
    @Test
    void pythonFailureOfTheRuntimeItselfHasAnEmptyTrace() throws Exception {
        assertThat(output("python3.12", "app.h", "app.py", "def h(e, c): return {1}"))
                .isEqualTo(
                        "[ERROR] Runtime.MarshalError: Unable to marshal response: Object of type"
                                + " set is not JSON serializable\rTraceback (most recent call"
                                + " last):\n");
    }

    private static void fails(OneSocketRuntimeApi.Posted posted, String type, String message) {
        assertThat(posted.path()).endsWith("/error");
        assertThat(posted.errorType()).isEqualTo(type);
        assertThat(posted.body()).contains("\"" + type + "\"").contains(message);
    }

    private OneSocketRuntimeApi.Posted posted(
            String runtime, String handler, String file, String source) throws Exception {
        try (LocalSandbox sandbox = open(runtime);
                RunningFunction function =
                        RunningFunction.start(
                                sandbox, version(runtime, handler, code(file, source)))) {
            return function.invoke("{\"n\":41}");
        }
    }

    private String output(String runtime, String handler, String file, String source)
            throws Exception {
        try (LocalSandbox sandbox = open(runtime);
                RunningFunction function =
                        RunningFunction.start(
                                sandbox, version(runtime, handler, code(file, source)))) {
            function.invoke("{}");
            return function.output();
        }
    }

    private LocalSandbox open(String runtime) {
        LocalSandbox sandbox = SandboxFixture.open(folder.resolve("box"), Isolation.NONE, 0);
        SandboxFixture.assumeInstalled(sandbox, runtime);
        return sandbox;
    }

    private Path code(String file, String source) throws Exception {
        Path code = Files.createDirectory(folder.resolve("code"));
        write(code, file, source + "\n");
        return code;
    }
}
