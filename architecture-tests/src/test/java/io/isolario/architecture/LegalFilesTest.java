package io.isolario.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

/** LICENSE and NOTICE are true, and go with what is shipped. */
class LegalFilesTest {

    private static final Set<String> SHIPPED_SCOPES = Set.of("compile", "runtime");

    private final List<PomFile> shipped =
            PomFile.ofReactor().stream().filter(PomFile::isShipped).toList();

    @Test
    void theLicenceIsTheOneThatThePomsName() throws IOException {
        String licence = Files.readString(SourceTree.root().resolve("LICENSE"));

        assertThat(licence).contains("Apache License", "Version 2.0, January 2004", "END OF TERMS AND CONDITIONS");
        assertThat(PomFile.ofModule("").texts("licenses/license/name")).containsExactly("Apache-2.0");
    }

    @Test
    void theNoticeNamesWhatIsInsideOurJars() throws IOException {
        String notice = Files.readString(SourceTree.root().resolve("NOTICE"));

        assertThat(shipped)
                .flatExtracting(pom -> pom.texts(
                                "build/plugins/plugin/executions/execution/configuration/artifactSet/includes/include")
                        .toList())
                .isNotEmpty()
                .allSatisfy(included -> assertThat(notice).contains(included.split(":", -1)[0]));
    }

    @Test
    void theNoticeNamesWhatComesWithOurArtifacts() throws IOException {
        String notice = Files.readString(SourceTree.root().resolve("NOTICE"));

        assertThat(shipped)
                .flatExtracting(LegalFilesTest::groupsOfDependencies)
                .isNotEmpty()
                .allSatisfy(group -> assertThat(notice).contains(group));
    }

    @ParameterizedTest
    @ValueSource(strings = {"LICENSE", "NOTICE"})
    void eachShippedModuleContains(String name) {
        assertThat(ShippedModule.compiled()).isNotEmpty().allSatisfy(module -> assertThat(inside(module, name))
                .hasSameTextualContentAs(atRoot(name)));
    }

    private static List<String> groupsOfDependencies(PomFile pom) {
        return pom.elements("dependencies/dependency")
                .filter(dependency -> SHIPPED_SCOPES.contains(text(dependency, "scope", "compile")))
                .filter(dependency -> text(dependency, "optional", "false").equals("false"))
                .map(dependency -> text(dependency, "groupId", ""))
                .filter(group -> !group.equals("io.isolario"))
                .toList();
    }

    private static String text(Element dependency, String name, String otherwise) {
        return PomFile.children(dependency, name)
                .map(Element::getTextContent)
                .findFirst()
                .orElse(otherwise);
    }

    private static Path inside(ShippedModule module, String name) {
        return module.classes().resolve("META-INF").resolve(name);
    }

    private static Path atRoot(String name) {
        return SourceTree.root().resolve(name);
    }
}
