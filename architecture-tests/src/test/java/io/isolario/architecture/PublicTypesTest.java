package io.isolario.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Public is the exception among the types that users can see: those of exported packages, or of all where there is no descriptor. */
class PublicTypesTest {

    private static final int MOST_PERCENT = 50;

    /** Modules that may have more, as they have now; the exceptions, records and enums of core are what messages are made of. */
    private static final Map<ShippedModule, Integer> MOST_PERCENT_OF =
            Map.of(ShippedModule.CORE, 70, ShippedModule.VERIFICATION, 100);

    /** The public top-level types of a module among all. */
    private record Ratio(ShippedModule module, List<String> open, int all) {

        static Ratio of(ShippedModule module) {
            List<JavaClass> topLevel = topLevelTypes(module);
            List<String> open = topLevel.stream()
                    .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                    .map(JavaClass::getName)
                    .sorted()
                    .toList();
            return new Ratio(module, open, topLevel.size());
        }

        int percent() {
            return Math.round(open.size() * 100F / all);
        }

        @Override
        public String toString() {
            return "module " + module + ": " + open.size() + " of " + all + " top-level types are public, " + percent()
                    + " %";
        }
    }

    private static Optional<Set<String>> exportedPackages(ShippedModule module) {
        try {
            return PublishedApiTest.exportedPackages(module);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static List<Ratio> ratios() {
        return ShippedModule.compiled().stream().map(Ratio::of).toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ratios")
    void areFew(Ratio ratio) {
        assertThat(ratio.percent())
                .as(ratio + ": " + ratio.open())
                .isLessThanOrEqualTo(MOST_PERCENT_OF.getOrDefault(ratio.module(), MOST_PERCENT));
    }

    private static List<JavaClass> topLevelTypes(ShippedModule module) {
        Optional<Set<String>> exported = exportedPackages(module);
        return new ClassFileImporter()
                .importPath(module.classes()).stream()
                        .filter(JavaClass::isTopLevelClass)
                        .filter(type -> !type.getSimpleName().endsWith("-info"))
                        .filter(type -> exported.map(names -> names.contains(type.getPackageName()))
                                .orElse(true))
                        .toList();
    }
}
