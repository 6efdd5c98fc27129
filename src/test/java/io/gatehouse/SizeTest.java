package io.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Keeps files and methods short enough to be read at one sitting. Aim far below: 300 and 40. */
class SizeTest {
    private static final int FILE_LINES = 500;
    private static final int METHOD_LINES = 60;

    private static List<Path> sources = List.of();

    @BeforeAll
    static void findSources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            sources = files.filter(file -> file.toString().endsWith(".java")).toList();
        }
        assertThat(sources).isNotEmpty();
    }

    @Test
    void noFileIsLongerThan500Lines() {
        assertThat(sources).filteredOn(file -> lines(file) > FILE_LINES).isEmpty();
    }

    @Test
    void noMethodIsLongerThan60Lines() throws IOException {
        assertThat(methodsLongerThan(METHOD_LINES)).isEmpty();
    }

    private static long lines(Path file) {
        try (Stream<String> lines = Files.lines(file, StandardCharsets.UTF_8)) {
            return lines.count();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static List<String> methodsLongerThan(int limit) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files =
                compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)) {
            var task = (JavacTask) compiler.getTask(
                    null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(sources));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            List<String> tooLong = new ArrayList<>();
            for (CompilationUnitTree unit : task.parse()) {
                new LongMethods(unit, positions, limit).scan(unit, tooLong);
            }
            return tooLong;
        }
    }

    /** Collects the methods and constructors of one file that take more lines than the limit. */
    private static final class LongMethods extends TreeScanner<Void, List<String>> {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final int limit;

        LongMethods(CompilationUnitTree unit, SourcePositions positions, int limit) {
            this.unit = unit;
            this.positions = positions;
            this.limit = limit;
        }

        @Override
        public Void visitMethod(MethodTree method, List<String> tooLong) {
            LineMap map = unit.getLineMap();
            long first = map.getLineNumber(positions.getStartPosition(unit, method));
            long last = map.getLineNumber(positions.getEndPosition(unit, method));
            if (last - first + 1 > limit) {
                tooLong.add("%s:%d %s has %d lines"
                        .formatted(unit.getSourceFile().getName(), first, method.getName(), last - first + 1));
            }
            return super.visitMethod(method, tooLong);
        }
    }
}
