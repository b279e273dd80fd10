package dev.gatehouse.functions.sandbox;

import dev.gatehouse.functions.runtime.Interpreter;

/** Where a function's process sees its things. */
record Layout(String task, String layers, String temp, String runtime, String interpreterHome) {
    /** The interpreter's executable as the process sees it. */
    String executable(Interpreter interpreter) {
        return interpreterHome + "/" + interpreter.home().relativize(interpreter.executable());
    }
}
