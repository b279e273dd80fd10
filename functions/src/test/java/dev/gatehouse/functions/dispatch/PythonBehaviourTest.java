package dev.gatehouse.functions.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.functions.fake.MachineHost;
import dev.gatehouse.functions.fake.MachineHost.Answer;
import dev.gatehouse.functions.fake.MachineHost.Published;
import dev.gatehouse.functions.sandbox.Isolation;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Python functions do besides answering, seen by their callers. */
class PythonBehaviourTest {
    @TempDir private static Path folder;
    private static MachineHost machine;

    @BeforeAll
    static void open() {
        machine = new MachineHost(folder, Isolation.PREFERRED, 1);
    }

    @AfterAll
    static void close() {
        machine.close();
    }

    private static Published publish(String source) throws Exception {
        return machine.publish(machine.function("python3.12", "app.h", Map.of("app.py", source)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "def h(e, c): return 'ü\u2028'                 | \"ü\u2028\"",
                "def h(e, c): return (1, 2)                    | [1, 2]",
                "def h(e, c): return {1: True, 'n': None}      | {\"1\": true, \"n\": null}",
                "def h(e, c): return e['text']                 | \"snow ☃\"",
                "import threading, time; threading.Thread(target=lambda: time.sleep(60)).start();\\ndef h(e, c): return 'thread' | \"thread\"",
                "def h(e, c):\\n  print('no end', end='')\\n  return 'printed' | \"printed\"",
                "import sys\\ndef h(e, c):\\n  sys.stdout.buffer.write(b'\\xff\\x00' + bytes([10]))\\n  return 'binary' | \"binary\"",
                "async def other(): return 1\\nimport asyncio\\ndef h(e, c): return asyncio.run(other()) | 1",
                "class H:\\n  def __call__(self, e, c): return 'called'\\nh = H() | \"called\"",
            })
    void answersTwice(String source, String payload) throws Exception {
        Published function = publish(source.replace("\\n", "\n"));
        for (int i = 0; i < 2; i++) {
            Answer answer = function.invoke("{\"text\":\"snow ☃\"}");
            assertThat(answer.payload()).isEqualTo(payload);
            assertThat(answer.failed()).isFalse();
        }
    }

    /** AWS docs: Lambda, Python errors; process exits are Lambda's own Runtime.ExitError. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "def h(e, c): return (i for i in range(3))     | Runtime.MarshalError | Object of type generator is not JSON serializable",
                "def h(e, c): return b'bytes'                  | Runtime.MarshalError | Object of type bytes is not JSON serializable",
                "async def h(e, c): return 1                   | Runtime.MarshalError | Object of type coroutine is not JSON serializable",
                "import sys\\ndef h(e, c): sys.exit(0)         | Runtime.ExitError | Runtime exited without providing a reason",
                "import sys\\ndef h(e, c): sys.exit(7)         | Runtime.ExitError | Runtime exited with error: exit status 7",
                "import sys\\ndef h(e, c): sys.exit('words')   | Runtime.ExitError | Runtime exited with error: exit status 1",
                "import os\\ndef h(e, c): os._exit(9)          | Runtime.ExitError | Runtime exited with error: exit status 9",
                "import os\\ndef h(e, c): os.kill(os.getpid(), 11) | Runtime.ExitError | Runtime exited with error: signal: segmentation fault",
                "import sys; sys.exit(0)                       | Runtime.ExitError | Runtime exited without providing a reason",
                "import sys; sys.exit(3)                       | Runtime.ExitError | Runtime exited with error: exit status 3",
                "raise KeyError('early')                       | KeyError | 'early'",
                "def h(e): return 1                            | TypeError | h() takes 1 positional argument but 2 were given",
                "class Oops(Exception): pass\\ndef h(e, c): raise Oops('mine') | Oops | mine",
                "def h(e, c): raise Exception('ü ☃')          | Exception | \\u00fc \\u2603",
                "def h(e, c): return h(e, c)                   | RecursionError | maximum recursion depth exceeded",
                "h = 5                                         | TypeError | 'int' object is not callable",
                "def h(e, c): raise KeyboardInterrupt()        | Runtime.ExitError | Runtime exited",
            })
    void fails(String source, String type, String message) throws Exception {
        Published function = publish(source.replace("\\n", "\n"));
        for (int i = 0; i < 2; i++) {
            Answer answer = function.invoke("{}");
            assertThat(answer.failed()).isTrue();
            assertThat(answer.payload()).containsPattern("\"errorType\": ?\"" + type + "\"");
            assertThat(answer.payload()).contains(message);
        }
    }

    @Test
    void levelsOfTheRootLoggerAreFollowedAndAMultiLineMessageIsOneEvent() throws Exception {
        Published function =
                publish(
                        """
                        import logging, sys
                        root = logging.getLogger()
                        def h(e, c):
                            root.info('unheard')
                            root.setLevel(logging.DEBUG)
                            root.debug('d'); root.info('one\\ntwo'); logging.getLogger('x.y').error('e')
                            root.setLevel(logging.WARNING)
                            print('p1\\np2'); print('to stderr', file=sys.stderr); print('open', end='')
                        """);

        Answer answer = function.invoke("{}");

        String place = "\t\\S+Z\t" + answer.requestId() + "\t";
        assertThat(answer.tail())
                .containsPattern(
                        "\\[DEBUG]"
                                + place
                                + "d\n\\[INFO]"
                                + place
                                + "one\ntwo\n\\[ERROR]"
                                + place
                                + "e\np1\np2\nto stderr\nopen\nEND RequestId: ")
                .doesNotContain("unheard");
        assertThat(function.invoke("{}").tail()).contains("one\ntwo").doesNotContain("unheard");
    }

    @Test
    void traceOfAnErrorIsOneEventInTheTail() throws Exception {
        Answer answer = publish("def h(e, c):\n    return {}['gone']\n").invoke("{}");

        assertThat(answer.payload())
                .contains("\"errorMessage\": \"'gone'\"", "\"requestId\": \"" + answer.requestId())
                .contains("File \\\"/var/task/app.py\\\", line 2, in h");
        assertThat(answer.tail())
                .contains("[ERROR] KeyError: 'gone'\nTraceback (most recent call last):\n")
                .contains("File \"/var/task/app.py\", line 2, in h");
    }

    @Test
    void packagesOfALayerAreFoundAfterTheFunctionsOwn() throws Exception {
        Path layer =
                machine.tree(
                        "layer-python",
                        Map.of(
                                "python/shared.py", "NAME = 'layer'",
                                "python/mine.py", "NAME = 'layer'"));
        Published function =
                machine.publish(
                        machine.function(
                                        "python3.12",
                                        "app.h",
                                        Map.of(
                                                "app.py",
                                                "import mine, shared\ndef h(e, c): return [shared.NAME, mine.NAME]",
                                                "mine.py",
                                                "NAME = 'own'"))
                                .withLayers(layer));

        assertThat(function.invoke("{}").payload()).isEqualTo("[\"layer\", \"own\"]");
    }

    @Test
    void runtimeApiIsReachedWithoutTcp() throws Exception {
        Published function =
                publish(
                        """
                        import os

                        def h(event, context):
                            mine = [os.readlink("/proc/self/fd/" + fd) for fd in os.listdir("/proc/self/fd")
                                    if os.path.exists("/proc/self/fd/" + fd) or os.path.islink("/proc/self/fd/" + fd)]
                            with open("/proc/self/net/tcp") as lines:
                                inodes = [line.split()[9] for line in lines]
                            return len([one for one in inodes if "socket:[%s]" % one in mine])
                        """);
        assertThat(function.invoke("{}").payload()).isEqualTo("0");
    }
}
