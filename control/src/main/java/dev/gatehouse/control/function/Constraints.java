package dev.gatehouse.control.function;

import dev.gatehouse.wire.service.ServiceFault;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Collects the broken constraints of one request and reports them together, as AWS's model
 * validation does. Absent values break nothing.
 */
final class Constraints {
    private final List<String> broken = new ArrayList<>();

    Constraints pattern(String member, @Nullable String value, Pattern pattern) {
        if (value != null && !pattern.matcher(value).matches()) {
            add(member, value, "Member must satisfy regular expression pattern: " + pattern);
        }
        return this;
    }

    Constraints longest(String member, @Nullable String value, int longest) {
        if (value != null && value.length() > longest) {
            add(member, value, "Member must have length less than or equal to " + longest);
        }
        return this;
    }

    Constraints shortest(String member, @Nullable String value, int shortest) {
        if (value != null && value.length() < shortest) {
            add(member, value, "Member must have length greater than or equal to " + shortest);
        }
        return this;
    }

    Constraints between(String member, @Nullable Integer value, int least, int most) {
        if (value != null && value < least) {
            add(member, value, "Member must have value greater than or equal to " + least);
        } else if (value != null && value > most) {
            add(member, value, "Member must have value less than or equal to " + most);
        }
        return this;
    }

    Constraints oneOf(String member, @Nullable String value, List<String> allowed) {
        if (value != null && !allowed.contains(value)) {
            add(member, value, "Member must satisfy enum value set: " + allowed);
        }
        return this;
    }

    Constraints required(String member, @Nullable Object value) {
        if (value == null) {
            broken.add(
                    "Value null at '"
                            + member
                            + "' failed to satisfy constraint: Member must not be null");
        }
        return this;
    }

    /** A violation in the model's words that no other method here has. */
    Constraints add(String member, Object value, String constraint) {
        broken.add(
                "Value '"
                        + value
                        + "' at '"
                        + member
                        + "' failed to satisfy constraint: "
                        + constraint);
        return this;
    }

    /**
     * @throws ServiceFault if anything was broken
     */
    void check() {
        if (!broken.isEmpty()) {
            throw ServiceFault.validation(
                    broken.size()
                            + (broken.size() == 1
                                    ? " validation error detected: "
                                    : " validation errors detected: ")
                            + String.join("; ", broken));
        }
    }
}
