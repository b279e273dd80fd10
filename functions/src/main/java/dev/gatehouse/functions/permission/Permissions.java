package dev.gatehouse.functions.permission;

import dev.gatehouse.functions.host.Caller;
import dev.gatehouse.functions.host.FunctionRef;
import dev.gatehouse.functions.host.ResourcePolicy;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The resource policies of one function as they stand, with the decisions that they led to: the
 * warm path is a look-up. A change of a policy is a new value.
 */
public final class Permissions {
    /** More callers than this do not occur for one function unless somebody makes them up. */
    private static final int REMEMBERED = 4096;

    private static final String UNQUALIFIED = "";

    private final Map<String, ResourcePolicy> policies;
    private final Map<Question, Boolean> decisions = new ConcurrentHashMap<>();

    private record Question(String qualifier, Caller caller) {}

    /**
     * @param policies by qualifier; the unqualified function's under the empty string
     */
    public Permissions(Map<String, ResourcePolicy> policies) {
        this.policies = Map.copyOf(policies);
    }

    /**
     * Whether the caller may invoke. A verified principal of the function's own account may: its
     * identity policies are judged where it was verified.
     */
    public boolean allow(FunctionRef function, Caller caller) {
        if (caller instanceof Caller.Principal(_, String account)
                && account.equals(function.id().account())) {
            return true;
        }
        String qualifier = function.qualifier() == null ? UNQUALIFIED : function.qualifier();
        Question question = new Question(qualifier, caller);
        Boolean known = decisions.get(question);
        return known != null ? known : decide(function, question);
    }

    private boolean decide(FunctionRef function, Question question) {
        ResourcePolicy policy = policies.get(question.qualifier);
        boolean allowed =
                policy != null && InvokePermission.allows(policy, function.arn(), question.caller);
        if (decisions.size() >= REMEMBERED) {
            decisions.clear();
        }
        decisions.put(question, allowed);
        return allowed;
    }
}
