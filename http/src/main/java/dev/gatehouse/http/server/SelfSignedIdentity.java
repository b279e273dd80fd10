package dev.gatehouse.http.server;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A certificate that vouches for itself, for trying out TLS. It is made by the {@code keytool} of
 * the running JDK, which is the one X.509 maker that the platform offers to everybody.
 */
public final class SelfSignedIdentity {
    private static final String ALIAS = "gatehouse";
    private static final String VALID_DAYS = "825";

    private SelfSignedIdentity() {}

    /**
     * The identity in the folder's {@code certificate.pem} and {@code key.pem}, made now unless
     * both are there; the key is readable by its owner only.
     *
     * @param names host names and IP addresses that the certificate is for; the first is its
     *     subject
     */
    public static TlsIdentity in(Path folder, List<String> names) {
        TlsIdentity identity =
                new TlsIdentity(folder.resolve("certificate.pem"), folder.resolve("key.pem"));
        if (Files.exists(identity.certificateChain()) && Files.exists(identity.privateKey())) {
            return identity;
        }
        try {
            Files.createDirectories(folder);
            make(folder, names, identity);
        } catch (IOException | GeneralSecurityException e) {
            throw new UncheckedIOException(
                    "cannot make a certificate in " + folder, new IOException(e));
        }
        return identity;
    }

    private static void make(Path folder, List<String> names, TlsIdentity identity)
            throws IOException, GeneralSecurityException {
        Path store = folder.resolve(UUID.randomUUID() + ".p12");
        String password = UUID.randomUUID().toString();
        try {
            keytool(store, password, names);
            KeyStore keys = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(store)) {
                keys.load(in, password.toCharArray());
            }
            Key key = keys.getKey(ALIAS, password.toCharArray());
            Files.deleteIfExists(identity.privateKey());
            Files.createFile(
                    identity.privateKey(),
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
            Files.write(identity.privateKey(), pem("PRIVATE KEY", key.getEncoded()));
            Files.write(
                    identity.certificateChain(),
                    pem("CERTIFICATE", keys.getCertificate(ALIAS).getEncoded()));
        } finally {
            Files.deleteIfExists(store);
        }
    }

    private static void keytool(Path store, String password, List<String> names)
            throws IOException {
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        ProcessBuilder command =
                new ProcessBuilder(
                        List.of(
                                keytool.toString(),
                                "-genkeypair",
                                "-alias",
                                ALIAS,
                                "-keyalg",
                                "EC",
                                "-groupname",
                                "secp256r1",
                                "-validity",
                                VALID_DAYS,
                                "-dname",
                                "CN=" + names.getFirst(),
                                "-ext",
                                "san=" + alternatives(names),
                                "-storetype",
                                "PKCS12",
                                "-keystore",
                                store.toString(),
                                "-storepass:env",
                                "KEYTOOL_PASSWORD"));
        command.environment().put("KEYTOOL_PASSWORD", password);
        Process process = command.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), US_ASCII);
        try {
            if (process.waitFor() != 0) {
                throw new IOException("keytool failed: " + output.strip());
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while keytool ran", e);
        }
    }

    private static String alternatives(List<String> names) {
        return names.stream()
                .map(name -> (isAddress(name) ? "ip:" : "dns:") + name)
                .collect(Collectors.joining(","));
    }

    private static boolean isAddress(String name) {
        return name.indexOf(':') >= 0
                || name.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
    }

    private static byte[] pem(String label, byte[] encoded) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded);
        return ("-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n")
                .getBytes(US_ASCII);
    }
}
