package dev.gatehouse.control.function;

import dev.gatehouse.functions.host.ResourcePolicy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The permissions of one qualifier of a function, in the order in which they were added. */
record PolicyRecord(List<Permission> statements) {
    static final PolicyRecord EMPTY = new PolicyRecord(List.of());

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

    Optional<Permission> find(String sid) {
        return statements.stream().filter(each -> each.sid().equals(sid)).findFirst();
    }

    PolicyRecord plus(Permission permission) {
        List<Permission> next = new ArrayList<>(statements);
        next.add(permission);
        return new PolicyRecord(next);
    }

    PolicyRecord minus(String sid) {
        return new PolicyRecord(
                statements.stream().filter(each -> !each.sid().equals(sid)).toList());
    }

    ResourcePolicy live() {
        return new ResourcePolicy(statements.stream().map(Permission::live).toList());
    }
}
