package io.isolario.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The packages of each module: how large they may be, and which may use which. */
class PackageTableTest {

    private static final int MOST_CLASSES = 40;
    /** Sandboxes, scopes, the registry, the SPI of resources and all errors: what a user finds by one import. */
    private static final Map<String, Integer> MOST_CLASSES_OF = Map.of("io.isolario.core", 75);

    /** The same text stands in docs/architecture.md. */
    private static final String TABLE =
            """
            core
              (root) -> doubles, event, internal, tracking, work
              capture -> (root), event, internal, remote, work
              carrier -> (root), internal
              doubles -> work
              event -> none
              internal -> none
              remote -> none
              tracking -> internal, work
              work -> internal
            agent
              (root) -> attach, call, hook, weave, weave.call
              attach -> none
              call -> none
              carrier -> hook.point, reflect
              hook -> call, carrier, hook.handoff, hook.point, hook.queue, hook.thread, reflect
              hook.handoff -> none
              hook.point -> call
              hook.queue -> hook.handoff, hook.point, hook.thread
              hook.thread -> hook.handoff
              reflect -> none
              weave -> hook.point
              weave.call -> call, hook.point, weave
            jdbc
              (root) -> database, dialect, guard, lane, sql, transaction, unowned
              database -> dialect, guard
              dialect -> sql
              forward -> sql
              guard -> dialect, forward, sql
              lane -> database, dialect, guard, sql
              sql -> none
              transaction -> database, dialect, guard, sql
              unowned -> dialect, guard, sql
            http
              (root) -> json, scenario
              json -> none
              scenario -> none
            wiremock
              (root) -> route, tls
              junit -> (root)
              route -> none
              tls -> none
            playwright
              (root) -> none
              selenium -> (root)
            spring-boot
              (root) -> scoped, support
              cache -> (root), support
              client -> (root)
              config -> (root), scoped, support
              data -> (root), support
              event -> (root), support
              mail -> (root), support
              scoped -> none
              stub -> (root), support
              support -> none
              task -> (root)
              test -> (root), data, scoped
              web -> (root)
            """;

    @Test
    void packagesUseOnlyWhatTheTableNames() {
        assertThat(PackageEdges.table())
                .as(
                        "which package uses which; if a new edge is meant, change the table here and in docs/architecture.md")
                .isEqualTo(TABLE);
    }

    /** Where packages form no cycle, classes of different packages form none. */
    @Test
    void noPackageUsesItselfThroughOthers() {
        TreeSet<String> cycles = new TreeSet<>();
        for (ShippedModule module : ShippedModule.values()) {
            cycles.addAll(PackageEdges.of(module).cycles());
        }

        assertThat(cycles).as("packages that use themselves through others").isEmpty();
    }

    @Test
    void theSameTableStandsInTheDocuments() throws IOException {
        assertThat(Files.readString(SourceTree.root().resolve("docs/architecture.md")))
                .contains("```\n" + TABLE + "```");
    }

    @Test
    void packagesHaveFewClasses() {
        Map<String, Integer> sizes = new TreeMap<>();
        for (ShippedModule module : ShippedModule.values()) {
            SourceTree.javaFiles().stream()
                    .filter(file -> file.startsWith(module.sources()))
                    .filter(file -> !file.endsWith("package-info.java") && !file.endsWith("module-info.java"))
                    .forEach(file -> sizes.merge(packageOf(module, file), 1, Integer::sum));
        }

        List<String> large = new ArrayList<>();
        sizes.forEach((name, size) -> {
            if (size > MOST_CLASSES_OF.getOrDefault(name, MOST_CLASSES)) {
                large.add(name + ": " + size + " classes");
            }
        });
        assertThat(sizes).as("packages that were seen").hasSizeGreaterThan(40);
        assertThat(large)
                .as("packages of more than " + MOST_CLASSES + " classes")
                .isEmpty();
    }

    private static String packageOf(ShippedModule module, Path file) {
        return module.sources()
                .relativize(file.getParent())
                .toString()
                .replace('\\', '.')
                .replace('/', '.');
    }
}
