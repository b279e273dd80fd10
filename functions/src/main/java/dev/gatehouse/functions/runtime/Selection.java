package dev.gatehouse.functions.runtime;

import dev.gatehouse.functions.host.RuntimeChoice;
import java.util.Optional;

/**
 * What a runtime identifier gets on this machine.
 *
 * @param interpreter empty when nothing suitable is installed, and for executables, which need none
 */
public record Selection(RuntimeChoice choice, Optional<Interpreter> interpreter) {}
