package dev.gatehouse.control.function;

import dev.gatehouse.control.code.BadPackageException;
import dev.gatehouse.control.code.CodePackage;
import dev.gatehouse.control.code.CodeStore;
import dev.gatehouse.wire.service.ServiceFault;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;

/** Takes uploaded packages in, within AWS's limits and with its answers. */
final class PackageIntake {
    /** The most bytes that a zip in a request may have (AWS docs: Lambda quotas). */
    static final int MAX_ZIPPED = 52_428_800;

    /** The most bytes of a function's files, its layers' included. */
    static final int MAX_UNZIPPED = 262_144_000;

    /** The largest request that AWS takes: such a zip in base64, and the rest of the request. */
    static final int MAX_REQUEST = 70_167_211;

    private static final Logger LOG = System.getLogger(PackageIntake.class.getName());

    private final CodeStore code;
    private final PackageUse use;

    PackageIntake(CodeStore code, PackageUse use) {
        this.code = code;
        this.use = use;
    }

    /** Checks, unpacks and keeps the package of one operation. */
    CodePackage accept(@Nullable SdkBytes zip, String operation, Instant now) {
        use.tidy(now);
        if (zip == null) {
            throw LambdaFaults.invalid("Please provide a source for function code.");
        }
        byte[] archive = zip.asByteArrayUnsafe();
        if (archive.length == 0) {
            throw LambdaFaults.invalid("Uploaded file must be a non-empty zip");
        }
        if (archive.length > MAX_ZIPPED) {
            throw new ServiceFault(
                    413,
                    "RequestEntityTooLargeException",
                    "Request must be smaller than "
                            + MAX_REQUEST
                            + " bytes for the "
                            + operation
                            + " operation");
        }
        try {
            return code.add(archive);
        } catch (BadPackageException e) {
            LOG.log(Level.INFO, "Refused the package of a {0}: {1}", operation, e.getMessage());
            throw LambdaFaults.invalid(
                    switch (e.problem()) {
                        case UNREADABLE ->
                                "Could not unzip uploaded file. Please check your file, then try"
                                        + " to upload again.";
                        case EMPTY -> "Uploaded file must be a non-empty zip";
                        case TOO_LARGE ->
                                "Unzipped size must be smaller than " + MAX_UNZIPPED + " bytes";
                    });
        }
    }

    /** Extensions are programs of a layer that run beside the function; nothing runs them here. */
    void refuseExtensions(CodePackage layer) {
        if (Files.isDirectory(code.directory(layer.sha256()).resolve("extensions"))) {
            throw ServiceFault.unsupported(
                    "a layer with a folder extensions", "extensions are not run");
        }
    }

    /** Fails if code and layers are too large together. */
    static void checkTotal(long codeSize, List<LayerUse> layers) {
        long total = codeSize + layers.stream().mapToLong(LayerUse::unpackedSize).sum();
        if (total > MAX_UNZIPPED) {
            throw LambdaFaults.invalid(
                    "Function code combined with layers exceeds the maximum allowed size of "
                            + MAX_UNZIPPED
                            + " bytes. The actual size is "
                            + total
                            + " bytes.");
        }
    }
}
