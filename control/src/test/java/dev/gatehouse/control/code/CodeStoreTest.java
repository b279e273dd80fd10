package dev.gatehouse.control.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.control.code.BadPackageException.Problem;
import dev.gatehouse.store.blob.FileBlobStore;
import dev.gatehouse.store.directory.DataDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives as enemies make them; see "Zip Slip" and PKWARE APPNOTE.TXT. */
class CodeStoreTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

    @TempDir Path root;
    private DataDirectory directory;
    private CodeStore code;

    @BeforeEach
    void open() {
        directory = DataDirectory.claim(root);
        code = new CodeStore(FileBlobStore.open(directory), root.resolve("code"));
    }

    @AfterEach
    void close() {
        directory.close();
    }

    @Test
    void filesKeepTheirContentAndExecutableBit() throws Exception {
        byte[] zip =
                new RawZip()
                        .file("bootstrap", 0100755, "#!/bin/sh")
                        .file("lib/data.txt", 0100600, "data")
                        .bytes();
        CodePackage added = code.add(zip);

        Path files = code.directory(added.sha256());
        assertThat(files.resolve("bootstrap")).hasContent("#!/bin/sh").isExecutable();
        assertThat(files.resolve("lib/data.txt")).hasContent("data");
        assertThat(Files.getPosixFilePermissions(files.resolve("lib/data.txt")))
                .extracting(Enum::name)
                .containsExactlyInAnyOrder(
                        "OWNER_READ", "OWNER_WRITE", "GROUP_READ", "OTHERS_READ");
        assertThat(added.size()).isEqualTo(zip.length);
        assertThat(added.unpackedSize()).isEqualTo(13);
        assertThat(code.add(zip)).isEqualTo(added);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../evil",
                "a/../../evil",
                "a/..",
                "/etc/evil",
                "C:/evil",
                "c:evil",
                "a\\..\\evil",
                "..",
                "a/../b",
                "nul\0byte"
            })
    void namesThatCouldLeadElsewhereAreRefused(String name) throws Exception {
        byte[] zip = new RawZip().file(name, 0100644, "x").bytes();

        assertRefused(zip, Problem.UNREADABLE);
        assertThat(root.resolve("evil")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc/passwd", "../outside", "a/../../outside", "sub/../../x", "../.."})
    void linksThatLeadOutsideAreRefused(String target) throws Exception {
        assertRefused(new RawZip().file("link", 0120777, target).bytes(), Problem.UNREADABLE);
    }

    @Test
    void linksThatStayInsideAreKept() throws Exception {
        byte[] zip =
                new RawZip()
                        .file("node_modules/.bin/tool", 0120777, "../tool/cli.js")
                        .file("node_modules/tool/cli.js", 0100755, "cli")
                        .bytes();
        Path files = code.directory(code.add(zip).sha256());

        assertThat(files.resolve("node_modules/.bin/tool")).isSymbolicLink().hasContent("cli");
    }

    @Test
    void nothingIsWrittenThroughALink() throws Exception {
        byte[] zip =
                new RawZip().file("dir", 0120777, "other").file("dir/evil", 0100644, "x").bytes();

        assertRefused(zip, Problem.UNREADABLE);
    }

    @Test
    void aNameMayStandOnlyOnce() throws Exception {
        byte[] zip = new RawZip().file("a", 0100644, "1").file("./a", 0100644, "2").bytes();

        assertRefused(zip, Problem.UNREADABLE);
    }

    @Test
    void aWrongChecksumIsRefused() throws Exception {
        byte[] zip = new RawZip().file("index.js", 0100644, "right").bytes();
        for (int i = 0; i < zip.length - 5; i++) {
            if (new String(zip, i, 5, StandardCharsets.US_ASCII).equals("right")) {
                zip[i] = 'l';
            }
        }

        assertRefused(zip, Problem.UNREADABLE);
    }

    @Test
    void aBombIsCutOffWhileItIsUnpacked() throws Exception {
        assertRefused(RawZip.bomb(Unpacker.MAX_BYTES + 1), Problem.TOO_LARGE);
    }

    @Test
    void whatIsNoArchiveIsRefused() throws Exception {
        assertRefused("no zip at all".getBytes(StandardCharsets.UTF_8), Problem.UNREADABLE);
        assertRefused(new RawZip().bytes(), Problem.EMPTY);
    }

    @Test
    void aRefusedPackageLeavesNothingBehind() throws Exception {
        assertRefused(
                new RawZip().file("a", 0100644, "1").file("../b", 0100644, "2").bytes(),
                Problem.UNREADABLE);

        assertThat(children()).isEmpty();
    }

    @Test
    void sweepingForgetsWhatIsUnusedAndLeftovers() throws Exception {
        CodePackage used = code.add(new RawZip().file("a", 0100644, "1").bytes());
        CodePackage unused = code.add(new RawZip().file("b", 0100644, "2").bytes());
        code.sweep(Set.of(used.sha256()));
        code.restore(used.sha256());
        Files.createDirectories(root.resolve("code/.new-crashed/lib"));
        code.sweep(Set.of(used.sha256()));

        assertThat(code.archive(unused.sha256())).isEmpty();
        assertThat(children()).containsExactlyInAnyOrder(used.sha256(), ".boot");
    }

    @Test
    void sweepingForgetsAnArchiveWhoseFilesAreGone() throws Exception {
        CodePackage unused = code.add(new RawZip().file("b", 0100644, "2").bytes());
        Path files = code.directory(unused.sha256());
        Files.delete(files.resolve("b"));
        Files.delete(files);
        Files.createDirectory(root.resolve("code/lost+found"));
        code.sweep(Set.of());

        assertThat(code.archive(unused.sha256())).isEmpty();
        assertThat(children()).containsExactly(".boot");
    }

    @Test
    void directoriesFromBeforeTheMachineStartedAreMadeAnew() throws Exception {
        CodePackage used = code.add(new RawZip().file("a", 0100644, "whole").bytes());
        code.sweep(Set.of(used.sha256()));
        code.restore(used.sha256());
        Path file = code.directory(used.sha256()).resolve("a");
        Files.writeString(file, "");
        Files.writeString(root.resolve("code/.boot"), "another boot");
        code.sweep(Set.of(used.sha256()));
        code.restore(used.sha256());

        assertThat(file).hasContent("whole");
    }

    @Test
    void aPackageOutOfUseIsForgottenAnHourAfterItWasFound() throws Exception {
        CodePackage used = code.add(new RawZip().file("a", 0100644, "1").bytes());
        CodePackage unused = code.add(new RawZip().file("b", 0100644, "2").bytes());
        code.forgetUnused(Set.of(used.sha256()), NOON);
        code.forgetUnused(Set.of(used.sha256()), NOON.plus(Duration.ofMinutes(59)));

        assertThat(children()).containsExactlyInAnyOrder(used.sha256(), unused.sha256());
        code.forgetUnused(Set.of(used.sha256()), NOON.plus(Duration.ofMinutes(60)));
        assertThat(children()).containsExactly(used.sha256());
        assertThat(code.archive(unused.sha256())).isEmpty();
        assertThat(code.archive(used.sha256())).isPresent();
    }

    @Test
    void aPackageThatIsAddedAgainIsNotForgotten() throws Exception {
        byte[] zip = new RawZip().file("a", 0100644, "1").bytes();
        CodePackage added = code.add(zip);
        code.forgetUnused(Set.of(), NOON);
        code.add(zip);
        code.forgetUnused(Set.of(), NOON.plus(Duration.ofHours(2)));

        assertThat(code.directory(added.sha256()).resolve("a")).hasContent("1");
    }

    @Test
    void aDamagedArchiveHarmsOnlyThoseWhoNeedIt() throws Exception {
        CodePackage added = code.add(new RawZip().file("a", 0100644, "1").bytes());
        Files.writeString(code.archive(added.sha256()).orElseThrow(), "damaged");
        CodeStore restarted =
                new CodeStore(FileBlobStore.open(directory), root.resolve("elsewhere"));

        assertThatThrownBy(() -> restarted.restore(added.sha256()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(added.sha256() + " is damaged");
    }

    @Test
    void sweepingTakesFilesOfOthersAway() throws Exception {
        Files.createDirectories(root.resolve("code/lost+found"));
        code.sweep(Set.of());

        assertThat(children()).containsExactly(".boot");
    }

    private void assertRefused(byte[] zip, Problem problem) {
        assertThatThrownBy(() -> code.add(zip))
                .isInstanceOfSatisfying(
                        BadPackageException.class,
                        refused -> assertThat(refused.problem()).isEqualTo(problem));
    }

    private List<String> children() throws IOException {
        try (Stream<Path> children = Files.list(root.resolve("code"))) {
            return children.map(child -> child.getFileName().toString()).toList();
        }
    }
}
