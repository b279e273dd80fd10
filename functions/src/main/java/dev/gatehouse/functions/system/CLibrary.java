package dev.gatehouse.functions.system;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;

/** Calls of functions of the C library. */
public final class CLibrary {
    private static final Linker LINKER = Linker.nativeLinker();

    private CLibrary() {}

    /** A call of a function whose result is an int. */
    @FunctionalInterface
    public interface Call {
        int result() throws Throwable;
    }

    /** Restricted, because a wrong descriptor would crash: ask for POSIX's and Linux's own only. */
    @SuppressWarnings("restricted")
    public static MethodHandle function(
            String name, FunctionDescriptor type, Linker.Option... options) {
        return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), type, options);
    }

    /** What the function says; it throws nothing, but its handle is declared to. */
    public static int call(Call call) {
        try {
            return call.result();
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable impossible) {
            throw new LinkageError("a function of the C library", impossible);
        }
    }
}
