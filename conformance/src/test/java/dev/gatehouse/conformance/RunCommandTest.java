package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code gatehouse run}, in the folder of the function as people do it. */
class RunCommandTest {
    @TempDir Path folder;

    @Test
    void aFolderIsServedAndFollowedAndItsPackageHasNothingOfTheServer() throws Exception {
        Programs.require("node");
        Programs.require("bwrap");
        Path tool = Files.createDirectory(folder.resolve("bin")).resolve("tool");
        Files.writeString(tool, "#!/bin/sh\necho run");
        Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwxr-xr-x"));
        write("one");
        int port = Programs.freePort();
        try (ServerProcess server =
                        ServerProcess.in(
                                folder, port, "run", ".", "--port=" + port, "--region=eu-west-1");
                Clients clients = new Clients(server.url())) {
            awaitAnswer(clients, "one run bin,index.mjs");

            Path away = Files.move(folder.resolve("index.mjs"), folder.resolve("saved~"));
            write("two");
            Files.delete(away);
            awaitAnswer(clients, "two run bin,index.mjs");

            Files.writeString(folder.resolve("more.txt"), "");
            awaitAnswer(clients, "two run bin,index.mjs,more.txt");
            Files.delete(folder.resolve("more.txt"));
            awaitAnswer(clients, "two run bin,index.mjs");
            assertThat(server.stop()).isZero();
        }
    }

    /** A handler that tells its word, what its tool says, and the files of its package. */
    private void write(String word) throws IOException {
        Files.writeString(
                folder.resolve("index.mjs"),
                """
                import { execFileSync } from 'node:child_process';
                import { readdirSync } from 'node:fs';
                const said = execFileSync('/var/task/bin/tool').toString().trim();
                export const handler = async () => '%s ' + said + ' ' + readdirSync('/var/task').sort().join();
                """
                        .formatted(word));
    }

    private static void awaitAnswer(Clients clients, String expected) {
        Await.until(
                expected,
                () ->
                        clients.apis.getApis().items().stream()
                                .anyMatch(api ->
                                        clients.get(clients.stageUrl(api.apiId()))
                                                .body()
                                                .equals(expected)));
    }
}
