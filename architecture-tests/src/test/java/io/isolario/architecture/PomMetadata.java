package io.isolario.architecture;

import java.util.List;
import java.util.stream.Stream;

/** What a central repository asks of each pom, signing aside. */
final class PomMetadata {

    /** What each artifact says of itself. */
    static final List<String> OWN = List.of("name", "description");

    /** What all artifacts have from the parent. */
    static final List<String> INHERITED = List.of(
            "url",
            "inceptionYear",
            "licenses/license/name",
            "licenses/license/url",
            "developers/developer/name",
            "developers/developer/url",
            "scm/connection",
            "scm/developerConnection",
            "scm/url",
            "issueManagement/url");

    /** What makes a published artifact depend on more than the repository that it is in. */
    private static final List<String> FORBIDDEN =
            List.of("repositories/repository", "pluginRepositories/pluginRepository");

    private PomMetadata() {}

    /** Returns what is wrong with a pom, one sentence each. */
    static List<String> problems(PomFile pom, PomFile parent) {
        PomFile inheritedFrom = pom.elements("parent").findFirst().isPresent() ? parent : pom;
        return Stream.of(
                        OWN.stream().filter(place -> isEmpty(pom, place)).map(place -> pom + " has no " + place),
                        INHERITED.stream()
                                .filter(place -> isEmpty(pom, place) && isEmpty(inheritedFrom, place))
                                .map(place -> pom + " has and inherits no " + place),
                        FORBIDDEN.stream()
                                .filter(place -> pom.elements(place).findFirst().isPresent())
                                .map(place -> pom + " names a " + place))
                .flatMap(problems -> problems)
                .toList();
    }

    private static boolean isEmpty(PomFile pom, String place) {
        return pom.text(place).orElse("").isEmpty();
    }
}
