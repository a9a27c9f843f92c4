package io.isolario.architecture;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The modules that are shipped, and which of the others each may use. */
enum ShippedModule {
    CORE("core", "core"),
    LOGBACK("logback", "logback", "core"),
    MAIL("mail", "mail", "core"),
    AGENT("agent", "agent", "core"),
    JDBC("jdbc", "jdbc", "core"),
    POSTGRES("postgres", "postgres"),
    HTTP("http", "http", "core"),
    SERVLET("servlet", "servlet", "core", "http"),
    WIREMOCK("wiremock", "wiremock", "core"),
    MOUNT("mount", "mount", "core"),
    PLAYWRIGHT("playwright", "playwright", "core"),
    DOUBLES("doubles", "doubles", "core", "agent"),
    JUNIT("junit", "junit", "core"),
    SPRING_BOOT(
            "spring-boot", "springboot", "core", "jdbc", "postgres", "http", "servlet", "junit", "mail", "wiremock"),
    VERIFICATION("verification", "verification", "core", "jdbc");

    private final String directory;
    private final String ownPackage;
    // Unmodifiable, as Stream.toList() makes it.
    @SuppressWarnings("ImmutableEnumChecker")
    private final List<String> usedPackages;

    ShippedModule(String directory, String ownPackage, String... usedPackages) {
        this.directory = directory;
        this.ownPackage = "io.isolario." + ownPackage;
        this.usedPackages =
                Arrays.stream(usedPackages).map(used -> "io.isolario." + used).toList();
    }

    /** Returns the modules that have main classes to look at. */
    static List<ShippedModule> compiled() {
        return Arrays.stream(values())
                .filter(module -> Files.isDirectory(
                        module.classes().resolve(module.ownPackage().replace('.', '/'))))
                .toList();
    }

    String directory() {
        return directory;
    }

    String ownPackage() {
        return ownPackage;
    }

    List<String> usedPackages() {
        return usedPackages;
    }

    Path classes() {
        return SourceTree.root().resolve(directory).resolve("target/classes");
    }

    Path sources() {
        return SourceTree.root().resolve(directory).resolve("src/main/java");
    }

    @Override
    public String toString() {
        return directory;
    }
}
