package io.isolario.architecture;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * A source file as javac reads it, unresolved.
 *
 * @param unit the file
 * @param positions where its trees stand
 */
record ParsedSource(CompilationUnitTree unit, SourcePositions positions) {

    static ParsedSource of(Path file) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask)
                    compiler.getTask(null, files, null, List.of("-proc:none"), null, files.getJavaFileObjects(file));
            return new ParsedSource(
                    task.parse().iterator().next(), Trees.instance(task).getSourcePositions());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<ClassTree> classes() {
        List<ClassTree> found = new ArrayList<>();
        new TreeScanner<@Nullable Void, @Nullable Void>() {
            @Override
            public @Nullable Void visitClass(ClassTree type, @Nullable Void unused) {
                found.add(type);
                return super.visitClass(type, null);
            }
        }.scan(unit, null);
        return found;
    }

    /** Returns the methods that have a body, those of nested and anonymous classes included. */
    List<MethodTree> methods() {
        List<MethodTree> found = new ArrayList<>();
        for (ClassTree type : classes()) {
            for (Tree member : type.getMembers()) {
                if (member instanceof MethodTree method && method.getBody() != null) {
                    found.add(method);
                }
            }
        }
        return found;
    }

    /** Returns the number of lines between the braces of a method. */
    long bodyLines(MethodTree method) {
        LineMap lines = unit.getLineMap();
        long first = lines.getLineNumber(positions.getStartPosition(unit, method.getBody()));
        long last = lines.getLineNumber(positions.getEndPosition(unit, method.getBody()));
        return Math.max(0, last - first - 1);
    }
}
