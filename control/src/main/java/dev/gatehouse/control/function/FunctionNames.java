package dev.gatehouse.control.function;

import static dev.gatehouse.control.function.LambdaFunction.LATEST;

import dev.gatehouse.functions.host.FunctionId;
import dev.gatehouse.functions.host.FunctionRef;
import dev.gatehouse.wire.service.CallContext;
import dev.gatehouse.wire.service.ServiceFault;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the forms in which AWS lets a caller name a function: its name, {@code
 * ACCOUNT:function:NAME}, its ARN, each with or without {@code :QUALIFIER}.
 */
final class FunctionNames {
    private static final Pattern PARTS =
            Pattern.compile(
                    "(?:arn:(?:aws[a-zA-Z-]*)?:lambda:)?(?:(?<region>[a-z]{2}(?:-[a-z]+)+-\\d):)?"
                            + "(?:(?<account>\\d{12}):)?(?:function:)?(?<name>[a-zA-Z0-9-_.]+)"
                            + "(?::(?<qualifier>\\$LATEST|[a-zA-Z0-9-_]+))?");

    private static final int LONGEST_NAME = 64;

    private FunctionNames() {}

    /**
     * The function that a call means.
     *
     * @param action the IAM action, for the answer to those who may not see another account's
     */
    static FunctionRef resolve(
            String functionName, @Nullable String qualifier, CallContext call, String action) {
        Matcher parts = PARTS.matcher(functionName);
        if (!parts.matches()) {
            throw LambdaFaults.notFound("Function not found: " + functionName);
        }
        String named = parts.group("qualifier");
        String asked = qualifier == null || qualifier.isEmpty() ? null : qualifier;
        if (named != null && asked != null && !named.equals(asked)) {
            throw LambdaFaults.invalid(
                    "The derived qualifier from the function name does not match the specified"
                            + " qualifier.");
        }
        FunctionId id = id(parts, call);
        FunctionRef ref = new FunctionRef(id, asked == null ? named : asked);
        checkReach(ref, call, action);
        return ref;
    }

    /**
     * Like {@link #resolve} for operations that have no place for a qualifier. They act on {@code
     * $LATEST}, which may be named.
     */
    static FunctionRef unqualified(String functionName, CallContext call, String action) {
        FunctionRef ref = resolve(functionName, null, call, action);
        if (ref.qualifier() != null && !ref.qualifier().equals(LATEST)) {
            throw LambdaFaults.functionsOnly();
        }
        return new FunctionRef(ref.id(), null);
    }

    private static FunctionId id(Matcher parts, CallContext call) {
        String account = parts.group("account");
        String region = parts.group("region");
        String name = parts.group("name");
        if (name.length() > LONGEST_NAME) {
            throw ServiceFault.validation(
                    "1 validation error detected: Value '"
                            + name
                            + "' at 'functionName' failed to satisfy constraint: Member must have"
                            + " length less than or equal to "
                            + LONGEST_NAME);
        }
        return new FunctionId(
                account == null ? call.account() : account,
                region == null ? call.region() : region,
                name);
    }

    private static void checkReach(FunctionRef ref, CallContext call, String action) {
        if (!ref.id().region().equals(call.region())) {
            throw LambdaFaults.notFound(
                    "Functions from '"
                            + ref.id().region()
                            + "' are not reachable in this region ('"
                            + call.region()
                            + "')");
        }
        if (!ref.id().account().equals(call.account())) {
            throw LambdaFaults.denied(call, action, ref.arn());
        }
    }
}
