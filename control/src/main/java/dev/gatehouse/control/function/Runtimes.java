package dev.gatehouse.control.function;

import java.util.List;
import java.util.Set;

/** AWS's runtime identifiers (AWS docs: Lambda runtimes). */
final class Runtimes {
    /** Those with which functions can be created, in the order of AWS's error text. */
    static final List<String> SUPPORTED =
            List.of(
                    "nodejs20.x",
                    "provided.al2023",
                    "python3.12",
                    "java17",
                    "nodejs22.x",
                    "nodejs24.x",
                    "python3.14",
                    "java25",
                    "dotnet10",
                    "python3.13",
                    "python3.11",
                    "python3.10",
                    "python3.9",
                    "java8.al2",
                    "java11",
                    "java21",
                    "provided.al2",
                    "dotnet8",
                    "ruby3.2",
                    "ruby3.3",
                    "ruby3.4");

    private static final Set<String> REMOVED =
            Set.of(
                    "nodejs",
                    "nodejs4.3",
                    "nodejs4.3-edge",
                    "nodejs6.10",
                    "nodejs8.10",
                    "nodejs10.x",
                    "nodejs12.x",
                    "nodejs14.x",
                    "nodejs16.x",
                    "python2.7",
                    "python3.6",
                    "python3.7",
                    "ruby2.5",
                    "ruby2.7",
                    "go1.x",
                    "java8",
                    "dotnetcore1.0",
                    "dotnetcore2.0",
                    "dotnetcore2.1",
                    "dotnetcore3.1",
                    "dotnet6",
                    "provided");

    private Runtimes() {}

    /**
     * Fails with AWS's answer unless functions can be created with the runtime or updated to it.
     */
    static void check(String runtime) {
        if (SUPPORTED.contains(runtime)) {
            return;
        }
        if (REMOVED.contains(runtime)) {
            throw LambdaFaults.invalid(
                    "The runtime parameter of "
                            + runtime
                            + " is no longer supported for creating or updating AWS Lambda"
                            + " functions. We recommend you use a supported runtime while creating"
                            + " or updating functions.");
        }
        throw LambdaFaults.invalid(
                "Value "
                        + runtime
                        + " at 'runtime' failed to satisfy constraint: Member must satisfy enum"
                        + " value set: "
                        + SUPPORTED
                        + " or be a valid ARN");
    }
}
