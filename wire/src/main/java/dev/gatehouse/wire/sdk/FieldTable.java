package dev.gatehouse.wire.sdk;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/** The fields of an SDK class by member name, made once for each class. */
record FieldTable(Map<String, SdkField<?>> fields) {
    private static final ClassValue<Holder> TABLES =
            new ClassValue<>() {
                @Override
                protected Holder computeValue(Class<?> type) {
                    return new Holder();
                }
            };

    /** Filled by the first object of its class, since fields are asked of objects. */
    private static final class Holder {
        volatile @Nullable FieldTable table;
    }

    static FieldTable of(SdkPojo pojo) {
        Holder holder = TABLES.get(pojo.getClass());
        FieldTable table = holder.table;
        if (table == null) {
            Map<String, SdkField<?>> fields = new LinkedHashMap<>();
            pojo.sdkFields().forEach(field -> fields.put(field.memberName(), field));
            table = new FieldTable(fields);
            holder.table = table;
        }
        return table;
    }

    SdkField<?> field(String member) {
        SdkField<?> field = fields.get(member);
        if (field == null) {
            throw new IllegalArgumentException("no SDK field for the member " + member);
        }
        return field;
    }
}
