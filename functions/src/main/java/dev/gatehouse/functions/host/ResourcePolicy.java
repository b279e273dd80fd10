package dev.gatehouse.functions.host;

import java.util.List;
import java.util.Map;

/**
 * The statements that AddPermission made for one qualifier, ready to be asked.
 *
 * <p>What none of them allows is denied; a statement with a condition that cannot be judged allows
 * nothing.
 */
public record ResourcePolicy(List<Statement> statements) {
    public ResourcePolicy {
        statements = List.copyOf(statements);
    }

    /**
     * One permission.
     *
     * @param principal a service ({@code apigateway.amazonaws.com}), an account, an ARN, or {@code
     *     *}
     * @param action {@code lambda:InvokeFunction}, {@code lambda:*} …
     * @param resource the function's ARN with its qualifier, if any
     * @param conditions operator → key → value, e.g. {@code ArnLike → AWS:SourceArn → arn:…}
     */
    public record Statement(
            String sid,
            String principal,
            String action,
            String resource,
            Map<String, Map<String, String>> conditions) {
        public Statement {
            conditions = Map.copyOf(conditions);
        }
    }
}
