package io.isolario.postgres;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * As whom PostgreSQL runs. It refuses to run as root, so root starts it in a user namespace of its own, where the same user has
 * no rights, and where that is forbidden, as another user.
 *
 * @param prefix the words before each command; empty unless we are root
 * @param userId the other user, to whom the data directory must be given; empty in the other cases
 */
record LaunchAccount(String description, List<String> prefix, OptionalInt userId) {

    private static final Logger log = LoggerFactory.getLogger(LaunchAccount.class);
    private static final List<String> OTHER_USERS = List.of("postgres", "nobody");

    static LaunchAccount detect() throws IOException {
        return isRoot() ? forRoot(LaunchAccount::isOnPath) : self();
    }

    static LaunchAccount forRoot(Predicate<String> isOnPath) throws IOException {
        List<String> refusals = new ArrayList<>();
        if (isOnPath.test("unshare") && works(List.of("unshare", "-U"), refusals)) {
            return new LaunchAccount("root in a user namespace", List.of("unshare", "-U"), OptionalInt.empty());
        }
        for (String user : OTHER_USERS) {
            OptionalInt userId = id("-u", user);
            OptionalInt groupId = id("-g", user);
            for (List<String> prefix : switches(user, userId, groupId)) {
                if (isOnPath.test(prefix.get(0)) && works(prefix, refusals)) {
                    log.debug("PostgreSQL runs as {}, because a user namespace was refused: {}", user, refusals);
                    return new LaunchAccount("user " + user, prefix, userId);
                }
            }
        }
        throw new ThrowawayPostgresException(
                ("PostgreSQL refuses to run as root, and no way out of being root works here; tried: %s. "
                                + "Run the tests as another user, or allow user namespaces (unshare -U), "
                                + "or install setpriv or runuser, %s.")
                        .formatted(
                                refusals.isEmpty() ? "none, there is no unshare, setpriv or runuser" : refusals,
                                GivenUrl.WAY_OUT));
    }

    /** Returns the command with what must stand before it. */
    List<String> command(List<String> words) {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(words);
        return List.copyOf(command);
    }

    static boolean isOnPath(String program) {
        String path = System.getenv("PATH");
        return path != null
                && List.of(path.split(File.pathSeparator)).stream()
                        .filter(directory -> !directory.isEmpty())
                        .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }

    private static LaunchAccount self() {
        return new LaunchAccount("user " + System.getProperty("user.name"), List.of(), OptionalInt.empty());
    }

    private static boolean isRoot() throws IOException {
        if (!FileSystems.getDefault().supportedFileAttributeViews().contains("unix")) {
            return false;
        }
        // The owner of a file just made is our effective user; the name of the account need not be "root".
        Path probe = Files.createTempFile("isolario-postgres", ".uid");
        try {
            return Integer.valueOf(0).equals(Files.getAttribute(probe, "unix:uid"));
        } finally {
            Files.delete(probe);
        }
    }

    private static List<List<String>> switches(String user, OptionalInt userId, OptionalInt groupId) {
        if (userId.isEmpty() || groupId.isEmpty()) {
            return List.of();
        }
        List<String> setpriv =
                List.of("setpriv", "--reuid=" + userId.getAsInt(), "--regid=" + groupId.getAsInt(), "--clear-groups");
        return List.of(setpriv, List.of("runuser", "-u", user, "--"));
    }

    private static boolean works(List<String> prefix, List<String> refusals) throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.add("true");
        CommandRun run = CommandRun.of(command);
        if (!run.succeeded()) {
            refusals.add(
                    "%s: %s".formatted(String.join(" ", command), run.output().strip()));
        }
        return run.succeeded();
    }

    private static OptionalInt id(String option, String user) throws IOException {
        CommandRun run = CommandRun.of(List.of("id", option, user));
        return run.succeeded() ? OptionalInt.of(Integer.parseInt(run.output().strip())) : OptionalInt.empty();
    }
}
