package io.tandem.house;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.TreePath;
import com.tngtech.archunit.core.domain.JavaClass;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import io.smallrye.config.WithParentName;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The configuration keys of all `@ConfigMapping` interfaces.
final class Keys {
    private static final Map<TypedMethod, String> DOCS = docs();

    /// One key.
    ///
    /// @param value the default, empty for an Optional or a Map, null where there is none
    /// @param meaning the doc comment in one line
    record Key(String name, @Nullable String value, String meaning) {
        String row() {
            String shown = value == null || value.isEmpty() ? "" : "`" + value + "`";
            return "| `" + name + "` | " + shown + " | " + meaning.replace("|", "\\|") + " |";
        }
    }

    private record TypedMethod(String type, String method) {}

    private Keys() {}

    static List<Class<?>> mappings() {
        return House.classes().stream()
                .filter(javaClass -> javaClass.isAnnotatedWith(ConfigMapping.class))
                .<Class<?>>map(JavaClass::reflect)
                .sorted(Comparator.comparing(Class::getName))
                .toList();
    }

    static List<Key> all() {
        List<Key> keys = new ArrayList<>();
        for (Class<?> mapping : mappings()) {
            collect(mapping, mapping.getAnnotation(ConfigMapping.class).prefix(), keys);
        }
        keys.sort(Comparator.comparing(Key::name));
        return keys;
    }

    private static void collect(Class<?> mapping, String prefix, List<Key> keys) {
        for (Method method : mapping.getMethods()) {
            if (!method.isDefault() && !java.lang.reflect.Modifier.isStatic(method.getModifiers())) {
                String name = method.isAnnotationPresent(WithParentName.class) ? prefix : prefix + "." + name(method);
                Type type = method.getGenericReturnType();
                if (Map.class.isAssignableFrom(method.getReturnType())) {
                    name += ".<name>";
                }
                Optional<Class<?>> group = group(type);
                if (group.isPresent()) {
                    collect(group.get(), name, keys);
                } else {
                    TypedMethod key = new TypedMethod(mapping.getSimpleName(), method.getName());
                    keys.add(new Key(name, value(method), DOCS.getOrDefault(key, "")));
                }
            }
        }
    }

    private static @Nullable String value(Method method) {
        WithDefault given = method.getAnnotation(WithDefault.class);
        if (given != null) {
            return given.value();
        }
        Class<?> type = method.getReturnType();
        return type.getName().startsWith("java.util.Optional") || Map.class.isAssignableFrom(type) ? "" : null;
    }

    /// The interface of a group of keys, also inside an Optional or as a Map's value.
    private static Optional<Class<?>> group(Type type) {
        return switch (type) {
            case Class<?> plain ->
                plain.isInterface() && plain.getName().startsWith(House.ROOT) ? Optional.of(plain) : Optional.empty();
            case ParameterizedType generic ->
                group(Arrays.asList(generic.getActualTypeArguments()).getLast());
            default -> Optional.empty();
        };
    }

    private static String name(Method method) {
        WithName given = method.getAnnotation(WithName.class);
        return given != null
                ? given.value()
                : method.getName().replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }

    private static Map<TypedMethod, String> docs() {
        Map<TypedMethod, String> docs = new java.util.HashMap<>();
        Sources.all().each((file, path) -> {
            TreePath parent = path.getParentPath();
            if (path.getLeaf() instanceof MethodTree method && parent.getLeaf() instanceof ClassTree type) {
                String doc = Sources.all().doc(path).replaceAll("\\s+", " ");
                docs.put(
                        new TypedMethod(
                                type.getSimpleName().toString(),
                                method.getName().toString()),
                        doc);
            }
        });
        return docs;
    }
}
