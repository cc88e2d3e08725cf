package io.tandem.a2a;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What the codec knows about one record: its fields in order, read once from its components and their marks.
final class RecordShape {
    private static final ClassValue<RecordShape> SHAPES = new ClassValue<>() {
        @Override
        protected RecordShape computeValue(Class<?> type) {
            return new RecordShape(type);
        }
    };

    private final Constructor<?> constructor;
    private final List<Field> fields;

    private RecordShape(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            this.constructor = type.getDeclaredConstructor(types);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("Not a record of this package: " + type, e);
        }
        this.fields = Arrays.stream(components).map(Field::of).toList();
    }

    static RecordShape of(Class<?> type) {
        if (!type.isRecord() || type.getPackage() != RecordShape.class.getPackage()) {
            throw new IllegalArgumentException("Not an A2A record: " + type.getName());
        }
        return SHAPES.get(type);
    }

    List<Field> fields() {
        return fields;
    }

    /// Makes the record; what its constructor refuses is told as an invalid field at the path.
    Object make(@Nullable Object[] values, String path) {
        try {
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException refused) {
                throw A2aException.invalid(path, String.valueOf(refused.getMessage()));
            }
            throw new IllegalStateException("Cannot make " + constructor.getDeclaringClass(), e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot make " + constructor.getDeclaringClass(), e);
        }
    }

    /// One component on the wire.
    ///
    /// @param snake the proto file's name, accepted on reading (ProtoJSON)
    /// @param always written even when it is the default
    /// @param explicit an empty string differs from an absent one
    record Field(
            String name,
            String snake,
            Type type,
            boolean required,
            boolean emptyAllowed,
            boolean always,
            boolean nullable,
            boolean explicit,
            RecordComponent component) {

        static Field of(RecordComponent component) {
            Required required = component.getAnnotation(Required.class);
            WireName wire = component.getAnnotation(WireName.class);
            String name = wire == null ? component.getName() : wire.value();
            return new Field(
                    name,
                    snakeOf(name),
                    component.getGenericType(),
                    required != null,
                    required == null || required.emptyAllowed(),
                    required != null || component.isAnnotationPresent(Always.class),
                    component.getAnnotatedType().isAnnotationPresent(Nullable.class),
                    component.isAnnotationPresent(ExplicitPresence.class),
                    component);
        }

        @Nullable
        Object valueIn(Record owner) {
            try {
                return component.getAccessor().invoke(owner);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("Cannot read " + component, e);
            }
        }

        static String snakeOf(String camel) {
            return camel.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
        }
    }
}
