package io.tandem.kit.openapi;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.RecordComponentInfo;

/// Which fields of a schema are always there, by the record that it was made from: those that are not `@Nullable`.
final class RecordShapes {
    private static final DotName NULLABLE = DotName.createSimple("org.jspecify.annotations.Nullable");
    private static final DotName SCHEMA =
            DotName.createSimple("org.eclipse.microprofile.openapi.annotations.media.Schema");

    private final Map<String, List<ClassInfo>> records = new HashMap<>();

    RecordShapes(IndexView index) {
        for (ClassInfo found : index.getKnownClasses()) {
            if (found.isRecord() && found.name().toString().startsWith("io.tandem.")) {
                records.computeIfAbsent(schemaName(found), name -> new java.util.ArrayList<>())
                        .add(found);
            }
        }
        records.values().forEach(alike -> alike.sort(Comparator.comparing(ClassInfo::name)));
    }

    /// @param schema the schema's name; scanning adds a number to a name that is taken already, and the argument's
    ///     name to a generic record's
    /// @param fields its properties
    Set<String> alwaysThere(String schema, Set<String> fields) {
        String bare = schema.replaceFirst("[0-9]+$", "");
        return records.entrySet().stream()
                .filter(entry -> bare.startsWith(entry.getKey()))
                .flatMap(entry -> entry.getValue().stream()
                        .filter(record -> bare.equals(entry.getKey())
                                || !record.typeParameters().isEmpty()))
                .filter(record -> names(record).equals(fields))
                .findFirst()
                .map(RecordShapes::notNull)
                .orElse(Set.of());
    }

    private static Set<String> notNull(ClassInfo record) {
        return record.recordComponents().stream()
                .filter(component -> component.type().annotations().stream()
                        .noneMatch(annotation -> annotation.name().equals(NULLABLE)))
                .map(RecordComponentInfo::name)
                .collect(Collectors.toCollection(java.util.TreeSet::new));
    }

    private static Set<String> names(ClassInfo record) {
        return record.recordComponents().stream().map(RecordComponentInfo::name).collect(Collectors.toSet());
    }

    private static String schemaName(ClassInfo record) {
        AnnotationInstance schema = record.declaredAnnotation(SCHEMA);
        AnnotationValue name = schema == null ? null : schema.value("name");
        return name == null ? record.simpleName() : name.asString();
    }
}
