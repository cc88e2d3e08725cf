package io.tandem.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import io.tandem.house.Sources.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// How big things may get, counted by the compiler's own tree.
class BudgetTest {
    private static final int CLASS_LINES = 400;
    private static final int METHOD_LINES = 60;
    private static final int PARAMETERS = 5;

    /// A constructor is called where things are put together and nowhere else, and each of its parameters is a
    /// collaborator with a type of its own; a limit at all because a class with more of them does too much.
    private static final int CONSTRUCTOR_PARAMETERS = 7;

    private static final int PACKAGE_CLASSES = 15;
    private static final int PROTOCOL_CLASSES = 60;

    /// Over budget when the gate was built. An entry that is no longer true fails the test: this list only shrinks.
    private static final Set<String> STILL_TOO_MANY_PARAMETERS = Set.of();

    @Nested
    class GivenAClass {
        @Test
        void fitsIntoFourHundredLines() {
            List<String> found = new ArrayList<>();
            Sources.all().eachType((file, type, path) -> {
                long lines = Sources.all().lines(file, type);
                if (lines > CLASS_LINES) {
                    found.add(Sources.all().place(file, type) + " " + type.getSimpleName() + ": " + lines + " lines");
                }
            });
            assertThat(found)
                    .as("a class has at most %d lines: it holds two things, give the second a name", CLASS_LINES)
                    .isEmpty();
        }
    }

    @Nested
    class GivenAMethod {
        @Test
        void fitsIntoSixtyLines() {
            List<String> found = new ArrayList<>();
            eachMethod((file, type, method) -> {
                long lines = Sources.all().lines(file, method);
                if (lines > METHOD_LINES) {
                    found.add(Sources.all().place(file, method) + " " + name(type, method) + ": " + lines + " lines");
                }
            });
            assertThat(found)
                    .as("a method has at most %d lines: name its parts and call them", METHOD_LINES)
                    .isEmpty();
        }

        @Test
        void takesAtMostFiveParameters() {
            Set<String> known = new TreeSet<>();
            List<String> found = new ArrayList<>();
            eachMethod((file, type, method) -> {
                int count = method.getParameters().size();
                int most = Sources.isConstructor(method) ? CONSTRUCTOR_PARAMETERS : PARAMETERS;
                if (count > most && !isOfARecord(type, method)) {
                    if (STILL_TOO_MANY_PARAMETERS.contains(name(type, method))) {
                        known.add(name(type, method));
                    } else {
                        found.add(Sources.all().place(file, method) + " " + name(type, method) + ": " + count);
                    }
                }
            });
            assertThat(found)
                    .as(
                            "a method takes at most %d parameters, a constructor %d: what belongs together is a record",
                            PARAMETERS, CONSTRUCTOR_PARAMETERS)
                    .isEmpty();
            assertThat(known)
                    .as("strike from STILL_TOO_MANY_PARAMETERS what is no longer so")
                    .containsExactlyInAnyOrderElementsOf(STILL_TOO_MANY_PARAMETERS);
        }
    }

    @Nested
    class GivenAPackage {
        @Test
        void holdsAFewClasses() {
            Map<String, Integer> sizes = new TreeMap<>();
            Sources.all().eachType((file, type, path) -> {
                if (path.getParentPath().getLeaf() == file.unit()) {
                    sizes.merge(file.module() + ": " + file.packageName(), 1, Integer::sum);
                }
            });
            sizes.entrySet()
                    .removeIf(size -> size.getValue()
                            <= (size.getKey().startsWith("protocols/") ? PROTOCOL_CLASSES : PACKAGE_CLASSES));
            assertThat(sizes)
                    .as(
                            "a package holds at most %d classes, in protocols %d: it is two features, split it",
                            PACKAGE_CLASSES, PROTOCOL_CLASSES)
                    .isEmpty();
        }
    }

    private interface MethodVisitor {
        void visit(SourceFile file, ClassTree type, MethodTree method);
    }

    private static void eachMethod(MethodVisitor visitor) {
        Sources.all().each((file, path) -> {
            if (path.getLeaf() instanceof MethodTree method
                    && path.getParentPath().getLeaf() instanceof ClassTree type) {
                visitor.visit(file, type, method);
            }
        });
    }

    private static boolean isOfARecord(ClassTree type, MethodTree method) {
        return type.getKind() == Tree.Kind.RECORD && Sources.isConstructor(method);
    }

    private static String name(ClassTree type, MethodTree method) {
        return type.getSimpleName() + "." + method.getName();
    }
}
