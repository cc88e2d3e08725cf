package io.tandem.house;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/// The repository's own main sources, parsed by the JDK's compiler; generated and test sources are not among them.
final class Sources {
    private static final Path ROOT = findRoot();
    private static final Sources ALL = new Sources();

    private final List<SourceFile> files = new ArrayList<>();
    private final DocTrees trees;

    /// One file: where it lies, relative to the repository, and what the compiler read.
    record SourceFile(String path, CompilationUnitTree unit) {
        String packageName() {
            return unit.getPackageName() == null ? "" : unit.getPackageName().toString();
        }

        /// The module's folder.
        String module() {
            return path.substring(0, path.indexOf("/src/main/java/"));
        }

        boolean isPackageInfo() {
            return path.endsWith("/package-info.java");
        }
    }

    private Sources() {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null,
                    manager,
                    null,
                    List.of("-proc:none"),
                    null,
                    manager.getJavaFileObjectsFromPaths(mainSources()));
            trees = DocTrees.instance(task);
            for (CompilationUnitTree unit : task.parse()) {
                Path file = Path.of(unit.getSourceFile().toUri());
                files.add(new SourceFile(ROOT.relativize(file).toString(), unit));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Sources all() {
        return ALL;
    }

    /// The repository's folder.
    static Path root() {
        return ROOT;
    }

    List<SourceFile> files() {
        return List.copyOf(files);
    }

    /// Hands over each type of each file, nested ones too.
    void eachType(TypeVisitor visitor) {
        each((file, path) -> {
            if (path.getLeaf() instanceof ClassTree type
                    && !type.getSimpleName().isEmpty()) {
                visitor.visit(file, type, path);
            }
        });
    }

    /// Told of one type and its place in the file's tree.
    interface TypeVisitor {
        void visit(SourceFile file, ClassTree type, TreePath path);
    }

    /// Told of one node of one file's tree.
    interface NodeVisitor {
        void visit(SourceFile file, TreePath path);
    }

    /// Hands over each node of each file.
    void each(NodeVisitor visitor) {
        for (SourceFile file : files) {
            scan(file.unit(), path -> visitor.visit(file, path));
        }
    }

    private static void scan(CompilationUnitTree unit, Consumer<TreePath> found) {
        new TreePathScanner<@Nullable Void, @Nullable Void>() {
            @Override
            public @Nullable Void scan(@Nullable Tree tree, @Nullable Void unused) {
                if (tree != null && getCurrentPath() != null) {
                    found.accept(new TreePath(getCurrentPath(), tree));
                }
                return super.scan(tree, unused);
            }
        }.scan(new TreePath(unit), null);
    }

    /// Lines from the declaration's first (annotations included, doc comment not) to its last.
    long lines(SourceFile file, Tree tree) {
        long start = trees.getSourcePositions().getStartPosition(file.unit(), tree);
        long end = trees.getSourcePositions().getEndPosition(file.unit(), tree);
        return file.unit().getLineMap().getLineNumber(end)
                - file.unit().getLineMap().getLineNumber(start)
                + 1;
    }

    /// `path:line`, for messages.
    String place(SourceFile file, Tree tree) {
        long start = trees.getSourcePositions().getStartPosition(file.unit(), tree);
        return file.path() + ":" + file.unit().getLineMap().getLineNumber(start);
    }

    /// The doc comment's text, empty where there is none.
    String doc(TreePath path) {
        String comment = trees.getDocComment(path);
        return comment == null ? "" : comment.strip();
    }

    static boolean isConstructor(MethodTree method) {
        return method.getName().contentEquals("<init>");
    }

    private static List<Path> mainSources() throws IOException {
        List<Path> sources = new ArrayList<>();
        Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                String name = folder.getFileName().toString();
                return name.equals("target") || name.equals("node_modules") || name.startsWith(".")
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                String path = file.toString();
                if (path.endsWith(".java") && path.contains("/src/main/java/")) {
                    sources.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        sources.sort(null);
        return sources;
    }

    private static Path findRoot() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve("protocols/events"))) {
            Path parent = folder.getParent();
            if (parent == null) {
                throw new IllegalStateException(
                        "no folder above " + Path.of("").toAbsolutePath() + " holds protocols/");
            }
            folder = parent;
        }
        return folder;
    }
}
