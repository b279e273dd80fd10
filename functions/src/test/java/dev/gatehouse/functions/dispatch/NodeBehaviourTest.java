package dev.gatehouse.functions.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.functions.fake.Await;
import dev.gatehouse.functions.fake.MachineHost;
import dev.gatehouse.functions.fake.MachineHost.Answer;
import dev.gatehouse.functions.fake.MachineHost.Published;
import dev.gatehouse.functions.sandbox.Isolation;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Node.js functions do besides answering, seen by their callers. */
class NodeBehaviourTest {
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
        return publish(Map.of("index.js", source));
    }

    private static Published publish(Map<String, String> files) throws Exception {
        return machine.publish(machine.function("nodejs20.x", "index.h", files));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "exports.h = async () => Buffer.from('hi') | {\"type\":\"Buffer\",\"data\":[104,105]}",
                "exports.h = async () => undefined         | null",
                "exports.h = () => {}                      | null",
                "exports.h = () => 'not a promise'         | null",
                "exports.h = async () => 'ü\u2028'         | \"ü\u2028\"",
                "exports.h = async () => ({ toJSON: () => [1] }) | [1]",
                "exports.h = async () => 'x'.repeat(3)     | \"xxx\"",
                "exports.h = (e, c, cb) => { c.callbackWaitsForEmptyEventLoop = false; setInterval(() => {}, 1000); cb(null, 1) } | 1",
                "exports.h = (e, c, cb) => { let n = 0; setTimeout(() => n++, 50); cb(null, { get n() { return n } }) } | {\"n\":1}",
                "require('net').createServer().listen(0); exports.h = async () => 'listens' | \"listens\"",
                "exports.h = async () => { setInterval(() => {}, 10); return 'ticks' } | \"ticks\"",
                "exports.h = async () => { process.stdout.write(Buffer.from([0xff, 0xfe, 0, 10])); return 'binary' } | \"binary\"",
                "exports.h = async () => { console.log('x'.repeat(1 << 20)); return 'said' } | \"said\"",
            })
    void answersTwice(String source, String payload) throws Exception {
        Published function = publish(source);

        Answer first = function.invoke("{}");
        Answer second = function.invoke("{}");

        assertThat(first.payload()).isEqualTo(payload);
        assertThat(first.failed()).isFalse();
        assertThat(second.payload()).isEqualTo(payload);
        assertThat(second.tail()).doesNotContain("Init Duration");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "index.js  | exports.h = async () => 1n               | Error | Unable to stringify response body",
                "index.js  | exports.h = async () => { const a = {}; a.a = a; return a } | Error | Unable to stringify response body",
                "index.js  | exports.h = (e, c, cb) => cb('text')     | string | text",
                "index.js  | exports.h = (e, c, cb) => cb(new RangeError('far')) | RangeError | far",
                "index.js  | exports.h = async () => { throw null }   | object | null",
                "index.mjs | await Promise.reject(new Error('early')); export const h = 1 | Error | early",
                "index.mjs | import './gone.mjs'; export const h = 1  | Runtime.ImportModuleError | Cannot find module",
                "index.mjs | export const h = ;                       | Runtime.UserCodeSyntaxError | SyntaxError",
                "index.cjs | export const h = 1                       | Runtime.UserCodeSyntaxError | SyntaxError",
                "index.js  | setTimeout(() => { throw new Error('late') }, 300); exports.h = () => new Promise((r) => setTimeout(r, 1000)) | Error | late",
            })
    void fails(String file, String source, String type, String message) throws Exception {
        Published function = publish(Map.of(file, source));
        for (int i = 0; i < 2; i++) {
            Answer answer = function.invoke("{}");
            assertThat(answer.failed()).isTrue();
            assertThat(answer.payload())
                    .contains("\"errorType\":\"" + type + "\"")
                    .contains(message);
        }
    }

    @Test
    void rejectionBetweenInvocationsEndsTheEnvironmentAndTheNextCallIsServed() throws Exception {
        Published function =
                publish(
                        """
                        exports.h = async (e) => {
                          if (e.reject) setTimeout(() => Promise.reject(new Error('behind')), 20);
                          return process.pid + ':' + Math.random();
                        };
                        """);
        for (int i = 0; i < 5; i++) {
            assertThat(function.invoke("{\"reject\":true}").payload()).startsWith("\"");
            Answer next = function.invoke("{\"wait\":1}");
            // Served before the rejection or by another environment, or on its way to the process
            // that ends.
            assertThat(next.failed() ? next.payload() : "served")
                    .satisfiesAnyOf(
                            text -> assertThat(text).isEqualTo("served"),
                            text -> assertThat(text).contains("Runtime.UnhandledPromiseRejection"),
                            text -> assertThat(text).contains("exit status 128"));
        }
    }

    @Test
    void logLinesCarryTimeIdAndLevelAndAMultiLineMessageIsOneEvent() throws Exception {
        Published function =
                publish(
                        """
                        exports.h = async () => {
                          console.log('one\\ntwo');
                          console.info('i'); console.warn('w'); console.error('e'); console.debug('d');
                          console.log({ a: [1, { b: 2 }] }, 'and', 3);
                          console.log(new Error('shown').message);
                          process.stdout.write('no end');
                        };
                        """);

        Answer answer = function.invoke("{}");

        String line = "\\S+Z\t" + answer.requestId() + "\t";
        assertThat(answer.tail())
                .containsPattern(
                        line
                                + "INFO\tone\ntwo\n"
                                + line
                                + "INFO\ti\n"
                                + line
                                + "WARN\tw\n"
                                + line
                                + "ERROR\te\n"
                                + line
                                + "DEBUG\td\n")
                .contains("INFO\t{ a: [ 1, { b: 2 } ] } and 3\n")
                .contains("no end\nEND RequestId: " + answer.requestId());
        Await.until("the event of two lines", () -> !sizesOfEventsWith("INFO\tone\ntwo").isEmpty());
    }

    @Test
    void moduleOfALayerAndOfTheTaskAreFound() throws Exception {
        Path layer =
                machine.tree(
                        "layer-node",
                        Map.of(
                                "nodejs/node_modules/shared/index.js",
                                "module.exports = 'layer';",
                                "nodejs/node20/node_modules/exact/index.js",
                                "module.exports = 'exact';"));
        Published function =
                machine.publish(
                        machine.function(
                                        "nodejs20.x",
                                        "index.h",
                                        Map.of(
                                                "index.js",
                                                "exports.h = async () => [require('shared'), require('exact'), require('own'), process.env.NODE_PATH]",
                                                "node_modules/own/package.json",
                                                "{\"main\":\"lib.js\"}",
                                                "node_modules/own/lib.js",
                                                "module.exports = 'own';"))
                                .withLayers(layer));

        assertThat(function.invoke("{}").payload())
                .startsWith(
                        "[\"layer\",\"exact\",\"own\",\"/opt/nodejs/node20/node_modules:/opt/nodejs/node_modules:");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"type\":\"module\"}   | export const h = async () => import.meta.url.slice(0, 5) | \"file:\"",
                "{\"type\":\"commonjs\"} | exports.h = async () => typeof require | \"function\"",
                "{}                      | exports.h = async () => typeof require | \"function\"",
            })
    void packageTypeChoosesTheKindOfModule(String manifest, String source, String payload)
            throws Exception {
        Published function = publish(Map.of("package.json", manifest, "index.js", source));
        assertThat(function.invoke("{}").payload()).isEqualTo(payload);
    }

    @Test
    void lineOfAMegabyteIsCutIntoEventsOfTheLargestSize() throws Exception {
        publish("exports.h = async () => console.log('y'.repeat(1 << 20));").invoke("{}");
        Await.until("the events", () -> sizesOfEventsWith("yyyy").size() == 5);
        assertThat(sizesOfEventsWith("yyyy")).allMatch(size -> size <= 256 * 1024);
    }

    private static List<Integer> sizesOfEventsWith(String text) {
        return machine.log().lines().stream()
                .filter(event -> event.contains(text))
                .map(String::length)
                .toList();
    }

    @Test
    void runtimeApiIsReachedWithoutTcp() throws Exception {
        Published function =
                publish(
                        """
                        const fs = require('fs');
                        exports.h = async () => {
                          const mine = fs.readdirSync('/proc/self/fd').map((fd) => {
                            try { return fs.readlinkSync('/proc/self/fd/' + fd); } catch { return ''; }
                          });
                          return fs.readFileSync('/proc/self/net/tcp', 'utf8').split('\\n')
                            .filter((line) => mine.includes('socket:[' + line.trim().split(/ +/)[9] + ']'))
                            .length;
                        };
                        """);
        assertThat(function.invoke("{}").payload()).isEqualTo("0");
    }

    @Test
    void runtimeApiIsReachedByTcpWhereThereIsNoSocketFile() throws Exception {
        Path deep = folder.resolve("d".repeat(120));
        try (MachineHost other = new MachineHost(deep, Isolation.PREFERRED, 0)) {
            Published function =
                    other.publish(
                            other.function(
                                    "nodejs20.x",
                                    "index.h",
                                    Map.of("index.js", "exports.h = async () => 'here'")));
            assertThat(function.invoke("{}").payload()).isEqualTo("\"here\"");
        }
    }
}
