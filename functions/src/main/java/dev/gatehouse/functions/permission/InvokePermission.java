package dev.gatehouse.functions.permission;

import dev.gatehouse.functions.host.Caller;
import dev.gatehouse.functions.host.ResourcePolicy;
import dev.gatehouse.functions.host.ResourcePolicy.Statement;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether a resource policy lets a caller invoke a function. A statement allows only when every
 * part of it is understood and fits.
 */
public final class InvokePermission {
    private static final String ACTION = "lambda:invokefunction";

    private InvokePermission() {}

    /**
     * @param functionArn the function as the caller named it, with its qualifier
     */
    public static boolean allows(ResourcePolicy policy, String functionArn, Caller caller) {
        return policy.statements().stream()
                .anyMatch(statement -> allows(statement, functionArn, caller));
    }

    private static boolean allows(Statement statement, String functionArn, Caller caller) {
        return Wildcard.matches(statement.action().toLowerCase(Locale.ROOT), ACTION)
                && Wildcard.matchesArn(statement.resource(), functionArn)
                && isPrincipal(statement.principal(), caller)
                && statement.conditions().entrySet().stream()
                        .allMatch(one -> holds(one.getKey(), one.getValue(), caller));
    }

    private static boolean isPrincipal(String principal, Caller caller) {
        if (principal.equals("*")) {
            return true;
        }
        return switch (caller) {
            case Caller.Service service -> principal.equals(service.service());
            case Caller.Principal(String arn, String account) ->
                    principal.equals(arn)
                            || principal.equals(account)
                            || principal.equals("arn:aws:iam::" + account + ":root");
        };
    }

    private static boolean holds(String operator, Map<String, String> keys, Caller caller) {
        return keys.entrySet().stream()
                .allMatch(key -> holds(operator, key.getValue(), valueOf(key.getKey(), caller)));
    }

    private static boolean holds(String operator, String expected, @Nullable String actual) {
        if (actual == null) {
            return false;
        }
        return switch (operator) {
            case "StringEquals" -> expected.equals(actual);
            case "StringLike" -> Wildcard.matches(expected, actual);
            case "ArnEquals", "ArnLike" -> Wildcard.matchesArn(expected, actual);
            default -> false;
        };
    }

    /** The value of a condition key, or null for one that the caller does not have. */
    private static @Nullable String valueOf(String key, Caller caller) {
        return switch (caller) {
            case Caller.Service(_, String sourceArn, String sourceAccount) ->
                    switch (key.toLowerCase(Locale.ROOT)) {
                        case "aws:sourcearn" -> sourceArn;
                        case "aws:sourceaccount" -> sourceAccount;
                        default -> null;
                    };
            case Caller.Principal(String arn, String account) ->
                    switch (key.toLowerCase(Locale.ROOT)) {
                        case "aws:principalarn" -> arn;
                        case "aws:principalaccount" -> account;
                        default -> null;
                    };
        };
    }
}
