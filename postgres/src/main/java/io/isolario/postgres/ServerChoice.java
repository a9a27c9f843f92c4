package io.isolario.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** What the builder collects, and how it becomes a source of databases. Confined to one thread. */
final class ServerChoice {

    int maxConnections = 300;
    final Map<String, String> settings = new LinkedHashMap<>();
    Sharing sharing = Sharing.ALL_JVMS;

    @Nullable
    Path cacheDirectory;

    Duration startTimeout = Duration.ofMinutes(1);
    /** Null to find out. */
    @Nullable
    LaunchAccount account;
    /** Null to look on the class path. */
    @Nullable
    BinariesArchive archive;

    DatabaseSource open() {
        Optional<GivenUrl> given = GivenUrl.find();
        if (given.isPresent()) {
            return given.get();
        }
        try {
            return OpenServers.use(plan(System.nanoTime()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure("interrupted", e);
        } catch (IOException | UncheckedIOException | TimeoutException | SQLException e) {
            throw failure(e.toString(), e);
        }
    }

    private ServerPlan plan(long askedAtNanos) throws IOException, TimeoutException {
        LaunchAccount launchAccount = account == null ? LaunchAccount.detect() : account;
        CacheDirectory cache = CacheDirectory.open(cacheDirectory, launchAccount);
        BinariesArchive programs = archive == null ? BinariesArchive.onClassPath(Platform.current()) : archive;
        PostgresBinaries binaries = PostgresBinaries.unpacked(programs, cache, launchAccount, startTimeout);
        return ServerPlan.of(
                binaries, cache, new ServerSettings(maxConnections, settings), sharing, startTimeout, askedAtNanos);
    }

    private static ThrowawayPostgresException failure(String reason, Exception cause) {
        String hint = reason.contains("No suitable driver")
                ? "Add the test dependency org.postgresql:postgresql"
                : "Try again";
        return new ThrowawayPostgresException(
                "No throwaway PostgreSQL: %s. %s, %s.".formatted(reason, hint, GivenUrl.WAY_OUT), cause);
    }
}
