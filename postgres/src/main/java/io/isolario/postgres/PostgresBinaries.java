package io.isolario.postgres;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Unpacked PostgreSQL programs, and as whom they run. */
record PostgresBinaries(Path home, String identity, LaunchAccount account) {

    private static final Pattern MAJOR_VERSION = Pattern.compile("\\(PostgreSQL\\) (\\d+)");

    static PostgresBinaries unpacked(
            BinariesArchive archive, CacheDirectory cache, LaunchAccount account, Duration bound)
            throws IOException, TimeoutException {
        String identity = archive.identity();
        Path home = cache.publish("binaries-" + identity, bound, archive::unpackInto);
        return new PostgresBinaries(home, identity, account);
    }

    Path program(String name) {
        return home.resolve("bin").resolve(Platform.executable(name));
    }

    List<String> command(String program, String... arguments) {
        List<String> words = new ArrayList<>();
        words.add(program(program).toString());
        words.addAll(List.of(arguments));
        return account.command(words);
    }

    /** Runs a program to its end. */
    String run(String program, String... arguments) throws IOException {
        List<String> command = command(program, arguments);
        CommandRun run = CommandRun.of(command);
        if (!run.succeeded()) {
            throw new ThrowawayPostgresException(
                    "%s ended with code %d as %s: %s. If its files are damaged, delete %s, %s."
                            .formatted(
                                    String.join(" ", command),
                                    run.exitCode(),
                                    account.description(),
                                    run.output().strip(),
                                    home,
                                    GivenUrl.WAY_OUT));
        }
        return run.output();
    }

    int majorVersion() throws IOException {
        String answer = run("postgres", "--version");
        Matcher matcher = MAJOR_VERSION.matcher(answer);
        if (!matcher.find()) {
            throw new IOException("postgres --version answered \"%s\"".formatted(answer.strip()));
        }
        return Integer.parseInt(matcher.group(1));
    }
}
