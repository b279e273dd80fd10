package dev.gatehouse.wire.sdk;

import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.utils.builder.SdkBuilder;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/** Lets records that Jackson reads and writes have SDK model objects as components. */
public final class ModelModule {
    private ModelModule() {}

    /** For components of one model class, in the form of {@link ModelTrees}. */
    public static <T extends SdkPojo> SimpleModule of(
            Class<T> type, Supplier<? extends SdkBuilder<?, T>> builder) {
        return new SimpleModule(type.getName())
                .addSerializer(new Serializer<>(type))
                .addDeserializer(type, new Deserializer<>(type, builder));
    }

    private static final class Serializer<T extends SdkPojo> extends StdSerializer<T> {
        Serializer(Class<T> type) {
            super(type);
        }

        @Override
        public void serialize(T model, JsonGenerator out, SerializationContext context) {
            out.writeTree(ModelTrees.tree(model));
        }
    }

    private static final class Deserializer<T> extends StdDeserializer<T> {
        private final transient Supplier<? extends SdkBuilder<?, T>> builder;

        Deserializer(Class<T> type, Supplier<? extends SdkBuilder<?, T>> builder) {
            super(type);
            this.builder = builder;
        }

        @Override
        public T deserialize(JsonParser in, DeserializationContext context) {
            return ModelTrees.model(builder.get(), context.readTree(in));
        }
    }
}
