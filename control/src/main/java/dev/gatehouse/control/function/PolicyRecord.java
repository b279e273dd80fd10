package dev.gatehouse.control.function;

import dev.gatehouse.functions.host.ResourcePolicy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The permissions of one qualifier of a function, or of one layer version, in the order in which
 * they were added.
 */
record PolicyRecord(List<Permission> statements) {
    static final PolicyRecord EMPTY = new PolicyRecord(List.of());

    /** The most bytes of the JSON text (AWS docs: Lambda quotas). */
    private static final int LARGEST = 20 * 1024;

    PolicyRecord {
        statements = List.copyOf(statements);
    }

    /**
     * One permission.
     *
     * @param principal as the caller named it: a service, an account, an ARN or {@code *}
     * @param conditions operator → key → value
     */
    record Permission(
            String sid,
            String principal,
            String action,
            String resource,
            Map<String, Map<String, String>> conditions) {
        Permission {
            conditions = Collections.unmodifiableMap(new LinkedHashMap<>(conditions));
        }

        ResourcePolicy.Statement live() {
            return new ResourcePolicy.Statement(sid, principal, action, resource, conditions);
        }
    }

    boolean isEmpty() {
        return statements.isEmpty();
    }

    /** With one more permission, or AWS's answer that it has one of this id or gets too long. */
    PolicyRecord plus(Permission permission) {
        if (has(permission.sid())) {
            throw LambdaFaults.statementExists(permission.sid());
        }
        List<Permission> next = new ArrayList<>(statements);
        next.add(permission);
        PolicyRecord policy = new PolicyRecord(next);
        int size = PolicyJson.text(policy).getBytes(StandardCharsets.UTF_8).length;
        if (size > LARGEST) {
            throw LambdaFaults.policyTooLong(size, LARGEST);
        }
        return policy;
    }

    /** Without the permission of this id, or AWS's answer that there is none. */
    PolicyRecord minus(String sid) {
        if (isEmpty()) {
            throw LambdaFaults.notFound("No policy is associated with the given resource.");
        }
        if (!has(sid)) {
            throw LambdaFaults.notFound("Statement " + sid + " is not found in resource policy.");
        }
        return new PolicyRecord(
                statements.stream().filter(each -> !each.sid().equals(sid)).toList());
    }

    private boolean has(String sid) {
        return statements.stream().anyMatch(each -> each.sid().equals(sid));
    }

    ResourcePolicy live() {
        return new ResourcePolicy(statements.stream().map(Permission::live).toList());
    }
}
