package io.isolario.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/**
 * An artifact as the profile {@code release} puts it into target/staging: what a central repository would get.
 *
 * @param directory that of its one version
 */
record StagedArtifact(Path directory) {

    private static final Path STAGING = SourceTree.root().resolve("target/staging/io/isolario");

    static List<StagedArtifact> all() {
        if (!Files.isDirectory(STAGING)) {
            throw new IllegalStateException("There is no " + SourceTree.name(STAGING)
                    + ": this test belongs to mvn -Prelease verify, which fills it.");
        }
        return list(STAGING).stream()
                .flatMap(artifact -> list(artifact).stream())
                .filter(Files::isDirectory)
                .map(StagedArtifact::new)
                .toList();
    }

    String artifactId() {
        return String.valueOf(directory.getParent().getFileName());
    }

    String version() {
        return String.valueOf(directory.getFileName());
    }

    PomFile pom() {
        return PomFile.read(files(".pom").get(0));
    }

    /** Returns the one jar without a classifier. */
    List<Path> mainJars() {
        return files(".jar").stream()
                .filter(jar -> !jar.toString().endsWith("-sources.jar")
                        && !jar.toString().endsWith("-javadoc.jar"))
                .toList();
    }

    /** Returns the files whose names end so, checksums apart. */
    List<Path> files(String ending) {
        return list(directory).stream()
                .filter(file -> file.toString().endsWith(ending))
                .toList();
    }

    /** Returns what was deployed, without checksums and the metadata of the repository. */
    List<Path> deployed() {
        return Stream.of(files(".pom"), files(".jar")).flatMap(List::stream).toList();
    }

    static List<String> entries(Path jar) {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            return zip.stream().map(Object::toString).collect(Collectors.toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> list(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return artifactId();
    }
}
