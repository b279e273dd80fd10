package dev.gatehouse.control.function;

import dev.gatehouse.control.function.PolicyRecord.Permission;
import dev.gatehouse.foundation.arn.Arn;
import dev.gatehouse.foundation.json.Json;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Resource policies as the JSON text in which AWS shows them. */
final class PolicyJson {
    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
    private static final Pattern SERVICE =
            Pattern.compile("[a-z0-9-]+(\\.[a-z0-9-]+)*\\.(amazonaws\\.com(\\.cn)?|amazon\\.com)");

    private PolicyJson() {}

    /** Whether AWS would take this as somebody to allow. */
    static boolean isPrincipal(String principal) {
        return principal.equals("*")
                || ACCOUNT.matcher(principal).matches()
                || SERVICE.matcher(principal).matches()
                || Arn.parse(principal)
                        .filter(arn -> arn.service().equals("iam") || arn.service().equals("sts"))
                        .isPresent();
    }

    static String text(PolicyRecord policy) {
        ObjectNode document = Json.object();
        document.put("Version", "2012-10-17");
        document.put("Id", "default");
        ArrayNode statements = document.putArray("Statement");
        policy.statements().forEach(permission -> statements.add(statement(permission)));
        return Json.text(document);
    }

    static ObjectNode statement(Permission permission) {
        ObjectNode statement = Json.object();
        statement.put("Sid", permission.sid());
        statement.put("Effect", "Allow");
        putPrincipal(statement, permission.principal());
        statement.put("Action", permission.action());
        statement.put("Resource", permission.resource());
        if (!permission.conditions().isEmpty()) {
            ObjectNode conditions = statement.putObject("Condition");
            permission
                    .conditions()
                    .forEach((operator, values) -> {
                        ObjectNode keys = conditions.putObject(operator);
                        values.forEach(keys::put);
                    });
        }
        return statement;
    }

    private static void putPrincipal(ObjectNode statement, String principal) {
        if (principal.equals("*")) {
            statement.put("Principal", principal);
        } else if (ACCOUNT.matcher(principal).matches()) {
            statement
                    .putObject("Principal")
                    .put("AWS", Arn.of("iam", "", principal, "root").toString());
        } else {
            String kind = SERVICE.matcher(principal).matches() ? "Service" : "AWS";
            statement.putObject("Principal").put(kind, principal);
        }
    }
}
