package io.isolario.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/settings.md has each setting that the sources know, and no other. */
class SettingsTest {

    private static final Path PAGE = SourceTree.root().resolve("docs/settings.md");

    /** The first cell of a row. */
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\|");

    /** A whole string literal in the sources. */
    private static final Pattern LITERAL = Pattern.compile("\"(isolario\\.[a-z0-9][a-z0-9.-]*[a-z0-9])\"");

    private static final Pattern METADATA = Pattern.compile("\"name\": *\"(isolario\\.[^\"]+)\"");
    private static final Pattern COMPONENT = Pattern.compile("(?m)^ \\* @param (\\w+) ");
    private static final Pattern ANNOTATION = Pattern.compile("public @interface (\\w+) \\{");
    private static final Pattern ATTRIBUTE = Pattern.compile("(?m)^    [\\w<>?\\[\\]]+ (\\w+)\\(\\)");

    /** What looks like a key and is none, and why. */
    private static final Set<String> NO_KEYS = Set.of(
            // The attribute of requests and handshakes that holds their sandbox.
            "isolario.sandbox",
            // Asked for once before System.getProperty is woven, never set.
            "isolario.rehearsed",
            // Groups and prefixes of keys.
            "isolario.http",
            "isolario.logs",
            "isolario.phoenix",
            "isolario.smtp",
            "isolario.stubs");

    @Test
    void thePageHasEachSettingAndNoOther() {
        Set<String> documented = ROW.matcher(SourceTree.text(PAGE))
                .results()
                .map(row -> row.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        Set<String> known = Stream.of(literals(), metadata(), stubs(), attributes())
                .flatMap(keys -> keys)
                .filter(key -> !NO_KEYS.contains(key))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(known).hasSizeGreaterThan(40);
        assertThat(documented).isEqualTo(known);
    }

    private static Stream<String> literals() {
        return mainSources().flatMap(file -> found(LITERAL, SourceTree.text(file)));
    }

    private static Stream<String> metadata() {
        Path metadata =
                SourceTree.root().resolve("spring-boot/src/main/resources/META-INF/spring-configuration-metadata.json");
        return found(METADATA, SourceTree.text(metadata));
    }

    private static Stream<String> stubs() {
        Path properties = mainSources()
                .filter(file -> file.endsWith("StubbedServiceProperties.java"))
                .findFirst()
                .orElseThrow();
        return Stream.concat(found(COMPONENT, SourceTree.text(properties)), Stream.of("base-url"))
                .map(name -> "isolario.stubs.<service>." + name);
    }

    private static Stream<String> attributes() {
        return mainSources().map(SourceTree::text).flatMap(source -> found(ANNOTATION, source)
                .flatMap(annotation ->
                        found(ATTRIBUTE, source).map(attribute -> "@" + annotation + "(" + attribute + ")")));
    }

    private static Stream<Path> mainSources() {
        return SourceTree.javaFiles().stream().filter(file -> Stream.of(ShippedModule.values())
                .anyMatch(module -> file.startsWith(module.sources())));
    }

    private static Stream<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(match -> match.group(1));
    }
}
