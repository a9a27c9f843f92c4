package io.isolario.examples.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A local repository of links: io.isolario leads to the artifacts of this build, all else to the user's own local repository.
 *
 * <p>So nothing of this build gets into the user's repository, and what the examples download is kept there for the next build. Maven
 * itself can layer local repositories from 3.9 on only.
 */
final class LayeredRepository {

    private static final String GROUP = "io";
    private static final String OURS = "isolario";

    private LayeredRepository() {}

    /** Makes the links in {@code directory}, as far as they are not there. */
    static Path create(Path directory, Path users, Path staged) throws IOException {
        Path group = Files.createDirectories(directory.resolve(GROUP));
        linkChildren(directory, users, GROUP);
        linkChildren(group, users.resolve(GROUP), OURS);
        link(group.resolve(OURS), staged.resolve(GROUP).resolve(OURS));
        return directory;
    }

    private static void linkChildren(Path directory, Path target, String without) throws IOException {
        for (Path child : directories(target)) {
            if (!child.endsWith(without)) {
                link(directory.resolve(child.getFileName()), child);
            }
        }
    }

    private static void link(Path link, Path target) throws IOException {
        if (!Files.exists(link, LinkOption.NOFOLLOW_LINKS)) {
            Files.createSymbolicLink(link, target);
        }
    }

    private static List<Path> directories(Path parent) throws IOException {
        try (Stream<Path> children = Files.list(parent)) {
            return children.filter(Files::isDirectory).toList();
        }
    }
}
