package io.isolario.architecture;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Exports;
import java.lang.module.ModuleDescriptor.Opens;
import java.lang.module.ModuleDescriptor.Provides;
import java.lang.module.ModuleDescriptor.Requires;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What users can see of each module, against the files under {@code docs/api}. */
class PublishedApiTest {

    static List<ShippedModule> modules() {
        return ShippedModule.compiled();
    }

    @ParameterizedTest(name = "of module {0}")
    @MethodSource("modules")
    void hasTheTypesAndMembersThatAreOnFile(ShippedModule module) throws IOException {
        GoldenFile.named(module + ".txt").verify(ApiDump.of(module, exportedPackages(module)));
    }

    @ParameterizedTest(name = "of module {0}")
    @MethodSource("modules")
    void hasTheModuleDescriptorThatIsOnFile(ShippedModule module) throws IOException {
        String text = descriptor(module).map(PublishedApiTest::describe).orElse("no module descriptor\n");

        GoldenFile.named(module + ".module.txt").verify(text);
    }

    /** Returns the packages that others can see; all of them where there is no descriptor. */
    static Optional<Set<String>> exportedPackages(ShippedModule module) throws IOException {
        return descriptor(module).map(descriptor -> descriptor.exports().stream()
                .filter(exports -> !exports.isQualified())
                .map(Exports::source)
                .collect(Collectors.toUnmodifiableSet()));
    }

    private static Optional<ModuleDescriptor> descriptor(ShippedModule module) throws IOException {
        Path file = module.classes().resolve("module-info.class");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (InputStream bytes = Files.newInputStream(file)) {
            return Optional.of(ModuleDescriptor.read(bytes));
        }
    }

    private static String describe(ModuleDescriptor descriptor) {
        TreeSet<String> lines = new TreeSet<>();
        descriptor.requires().stream().map(PublishedApiTest::describe).forEach(lines::add);
        for (Exports each : descriptor.exports()) {
            lines.add("exports " + each.source() + to(each.targets()));
        }
        for (Opens each : descriptor.opens()) {
            lines.add("opens " + each.source() + to(each.targets()));
        }
        descriptor.uses().forEach(service -> lines.add("uses " + service));
        for (Provides each : descriptor.provides()) {
            lines.add("provides " + each.service() + " with " + String.join(", ", each.providers()));
        }
        return descriptor.name() + "\n" + String.join("\n", lines) + "\n";
    }

    /** Without the version that it was compiled against: that of the JDK differs from machine to machine. */
    private static String describe(Requires requires) {
        String modifiers = requires.modifiers().stream()
                .map(modifier -> modifier.toString().toLowerCase(Locale.ROOT) + " ")
                .sorted()
                .collect(Collectors.joining());
        return "requires " + modifiers + requires.name();
    }

    private static String to(Set<String> targets) {
        return targets.isEmpty() ? "" : " to " + String.join(", ", new TreeSet<>(targets));
    }
}
