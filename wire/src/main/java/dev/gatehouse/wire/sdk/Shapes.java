package dev.gatehouse.wire.sdk;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/**
 * Carries members from one shape to another that has members of the same names and types, as AWS's
 * models have them: the answer of CreateFunction is a FunctionConfiguration by another class.
 */
public final class Shapes {
    private Shapes() {}

    /** Sets every member of the target that the source has; returns the target. */
    public static <B extends SdkBuilder<?, ?>> B copy(Object source, B target) {
        SdkPojo from = (SdkPojo) source;
        Map<String, SdkField<?>> members = new HashMap<>();
        from.sdkFields().forEach(field -> members.put(field.memberName(), field));
        for (SdkField<?> field : ((SdkPojo) target).sdkFields()) {
            SdkField<?> member = members.get(field.memberName());
            Object value = member == null ? null : member.getValueOrDefault(from);
            if (isSet(value)) {
                field.set(target, value);
            }
        }
        return target;
    }

    private static boolean isSet(@Nullable Object value) {
        return value != null
                && !(value instanceof SdkAutoConstructList)
                && !(value instanceof SdkAutoConstructMap);
    }
}
