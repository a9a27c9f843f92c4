package io.isolario.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

@AnalyzeClasses(locations = ShippedClasses.class)
class ModuleBordersTest {

    private static final int FEWEST_CLASSES = 150;
    private static final int FEWEST_CLASSES_OF_CORE = 70;

    @ArchTest
    static final ArchRule packagesAreFreeOfCycles =
            slices().matching("io.isolario.(**)").should().beFreeOfCycles();

    /** Against a run that is green because it has seen nothing. */
    @ArchTest
    static void classesAreSeen(JavaClasses classes) {
        assertThat(classes).hasSizeGreaterThanOrEqualTo(FEWEST_CLASSES);
        assertThat(new ClassFileImporter().importPath(ShippedModule.CORE.classes()))
                .hasSizeGreaterThanOrEqualTo(FEWEST_CLASSES_OF_CORE);
        assertThat(Arrays.stream(ShippedModule.values()).filter(module -> Files.isDirectory(module.sources())))
                .as("modules with sources are compiled")
                .allMatch(ShippedModule.compiled()::contains);
    }

    @ArchTest
    static void modulesUseOnlyWhatTheyMay(JavaClasses classes) {
        for (ShippedModule module : ShippedModule.compiled()) {
            List<String> allowed = new ArrayList<>(module.usedPackages());
            allowed.add(module.ownPackage());
            String[] patterns = allowed.stream().map(name -> name + "..").toArray(String[]::new);

            noClasses()
                    .that()
                    .resideInAPackage(module.ownPackage() + "..")
                    .should()
                    .dependOnClassesThat(resideInAPackage("io.isolario..").and(not(resideInAnyPackage(patterns))))
                    .because("module " + module + " may use only these modules of Isolario: " + module.usedPackages())
                    .check(classes);
        }
    }

    @ArchTest
    static void modulesKeepToTheirPackage(JavaClasses classes) {
        for (ShippedModule module : ShippedModule.compiled()) {
            assertThat(new ClassFileImporter().importPath(module.classes()))
                    .as("classes of module " + module)
                    .extracting(JavaClass::getPackageName)
                    .allMatch(name -> (name + ".").startsWith(module.ownPackage() + ".") || name.isEmpty());
        }
    }

    @ArchTest
    static void packagesAreNullMarked(JavaClasses classes) {
        TreeSet<String> unmarked = new TreeSet<>();
        for (JavaClass each : classes) {
            if (!each.getPackage().isAnnotatedWith("org.jspecify.annotations.NullMarked")) {
                unmarked.add(each.getPackageName());
            }
        }

        assertThat(unmarked)
                .as("packages without @NullMarked in their package-info.java")
                .isEmpty();
    }
}
