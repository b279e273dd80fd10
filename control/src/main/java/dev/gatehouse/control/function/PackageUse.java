package dev.gatehouse.control.function;

import dev.gatehouse.control.code.CodeStore;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Which packages are in use; the others are forgotten from time to time. */
final class PackageUse {
    private static final Logger LOG = System.getLogger(PackageUse.class.getName());

    private final Functions functions;
    private final Layers layers;
    private final CodeStore code;
    private final AtomicReference<@Nullable Instant> next = new AtomicReference<>();

    PackageUse(Functions functions, Layers layers, CodeStore code) {
        this.functions = functions;
        this.layers = layers;
        this.code = code;
    }

    /** The packages of every version of every function and layer. */
    Set<String> used() {
        Set<String> used = new HashSet<>();
        functions.everyVersion().forEach(version -> used.addAll(version.packages()));
        used.addAll(layers.packages());
        return used;
    }

    /**
     * To be called where packages are added. Once in a while it forgets, on a thread of its own,
     * those that updates and deletions have left behind.
     */
    void tidy(Instant now) {
        Instant due = next.get();
        if (due != null && now.isBefore(due)) {
            return;
        }
        if (next.compareAndSet(due, now.plus(CodeStore.SPARED)) && due != null) {
            Thread.ofVirtual().name("forget-packages").start(() -> forgetUnused(now));
        }
    }

    private void forgetUnused(Instant now) {
        try {
            code.forgetUnused(used(), now);
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.WARNING, "Unused code packages could not be forgotten", e);
        }
    }
}
