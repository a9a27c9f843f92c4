package io.isolario.postgres;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;

/**
 * A PostgreSQL for tests that is there when asked for and gone when nobody needs it any more.
 *
 * <pre>{@code
 * ThrowawayPostgres postgres = ThrowawayPostgres.start();
 * dataSource.setJdbcUrl(postgres.jdbcUrl("forum"));
 * dataSource.setUsername(postgres.username());
 * dataSource.setPassword(postgres.password());
 * }</pre>
 *
 * <p>The programs come from the class path (the embedded binaries), so there is no Docker and nothing to install; they start as
 * root too. All JVMs of one user that ask for the same thing share one server, each with databases and a superuser of its own; it
 * ends a moment after the last of them has closed it, exited, or been killed. The page of the package tells how.
 *
 * <p>A server given by the user always wins: with the system property {@value #URL_PROPERTY} or the environment variable
 * {@code ISOLARIO_POSTGRES_URL}, no server is started.
 *
 * <h2>Notes and cautions</h2>
 *
 * <ul>
 *   <li>On the shared server {@code jdbcUrl("forum")} names a database {@code forum_<token>}, where the token differs from JVM to
 *       JVM: two forks that both migrate "forum" do not meet. Roles and tablespaces belong to the whole server, however. Where
 *       tests create those, or need the literal name, use {@link Builder#unshared()}.
 *   <li>{@link #close()} drops all databases that this JVM's {@link #username()} owns, once as often as it was started here. Not
 *       to call it is no leak beyond the life of the JVM.
 *   <li>Nothing survives a crash of the machine: durability is off.
 * </ul>
 *
 * <p>Thread-safe.
 */
public final class ThrowawayPostgres implements AutoCloseable {

    /** The system property by which the user names a server; the environment variable is {@code ISOLARIO_POSTGRES_URL}. */
    public static final String URL_PROPERTY = "isolario.postgres.url";

    /** The system property for the user name on a given server; or {@code ISOLARIO_POSTGRES_USERNAME}, or in the URL. */
    public static final String USERNAME_PROPERTY = "isolario.postgres.username";

    /** The system property for the password on a given server; or {@code ISOLARIO_POSTGRES_PASSWORD}, or in the URL. */
    public static final String PASSWORD_PROPERTY = "isolario.postgres.password";

    /** The system property that names the directory kept between runs. */
    public static final String CACHE_PROPERTY = "isolario.postgres.cache";

    /** The server adds nine characters, and cuts names at 63 bytes without telling. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]{0,47}");

    private final DatabaseSource source;
    private final AtomicBoolean closed = new AtomicBoolean();

    ThrowawayPostgres(DatabaseSource source) {
        this.source = source;
    }

    /**
     * Starts a server with the usual settings, or joins one that runs.
     *
     * @throws ThrowawayPostgresException if that cannot be had; the message says why, and what can be done
     */
    public static ThrowawayPostgres start() {
        return builder().start();
    }

    /** Returns a builder for what the usual settings do not give. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Returns the JDBC URL of a database, which is created when it is first asked for in this JVM.
     *
     * <p>On a server given by the user, nothing is created: the URL is returned as it was given, with <code>{database}</code>
     * replaced by the name. Without that placeholder it has one database, so a second name is refused.
     *
     * @param name letters, digits, {@code _} and {@code -}, at most 48 characters, the first no digit
     * @throws ThrowawayPostgresException if the database cannot be created, or a second name is refused
     * @throws IllegalArgumentException if the name has another form
     * @throws IllegalStateException after {@link #close()}
     */
    public String jdbcUrl(String name) {
        if (!NAME.matcher(requireNonNull(name, "name")).matches()) {
            throw new IllegalArgumentException(
                    "\"%s\" cannot name a database: letters, digits, _ and -, at most 48, the first no digit"
                            .formatted(name));
        }
        return open().jdbcUrl(name);
    }

    /**
     * Returns the name of the user to connect as. On a throwaway server it is a superuser of this JVM's own.
     *
     * @throws IllegalStateException after {@link #close()}
     */
    public String username() {
        return open().username();
    }

    /**
     * Returns the password of {@link #username()}; empty if there is none.
     *
     * @throws IllegalStateException after {@link #close()}
     */
    public String password() {
        return open().password();
    }

    /**
     * Gives the server back. If others use it too, this JVM's databases are dropped now; if not, the server ends in the background
     * within moments. Does nothing the second time, and nothing to a server given by the user.
     *
     * @throws ThrowawayPostgresException if the databases cannot be dropped
     */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            if (source instanceof SharedServer server) {
                OpenServers.release(server);
            } else {
                source.close();
            }
        }
    }

    @Override
    public String toString() {
        return "ThrowawayPostgres{%s%s}".formatted(source, closed.get() ? ", closed" : "");
    }

    /** Returns the server's main process; empty on a server given by the user. */
    Optional<Postmaster> postmaster() {
        return source instanceof SharedServer server ? Optional.of(server.postmaster()) : Optional.empty();
    }

    private DatabaseSource open() {
        if (closed.get()) {
            throw new IllegalStateException(this + ": start another with ThrowawayPostgres.start()");
        }
        return source;
    }

    /**
     * What can be chosen before the start. JVMs share a server only if they choose the same.
     *
     * <p>Confined to one thread.
     */
    public static final class Builder {

        private final ServerChoice choice = new ServerChoice();

        private Builder() {}

        /** Sets how many connections the server accepts; 300 unless set. */
        public Builder maxConnections(int count) {
            if (count < 1) {
                throw new IllegalArgumentException("maxConnections must be positive, was " + count);
            }
            choice.maxConnections = count;
            return this;
        }

        /**
         * Sets a setting of the server, such as {@code wal_level}; it wins over what this library sets.
         *
         * @param value as {@code SHOW} prints it, since that is verified after the start: {@code "64MB"}, {@code "on"}
         */
        public Builder setting(String name, String value) {
            choice.settings.put(requireNonNull(name, "name"), requireNonNull(value, "value"));
            return this;
        }

        /**
         * Asks for a server that nobody else uses, neither another JVM nor another {@code ThrowawayPostgres} of this one. Names of
         * databases are then literal.
         */
        public Builder unshared() {
            choice.sharing = Sharing.NOBODY;
            return this;
        }

        /**
         * Names the directory for what is kept between runs: unpacked programs and an initialised data directory, about 110 MB.
         * Unless set: the system property {@value ThrowawayPostgres#CACHE_PROPERTY}, else {@code isolario-postgres} in the user's
         * cache directory, else in the temporary directory.
         */
        public Builder cacheDirectory(Path directory) {
            choice.cacheDirectory = requireNonNull(directory, "directory");
            return this;
        }

        /** Sets how long each step of the start may take, waiting for another JVM's included; one minute unless set. */
        public Builder startTimeout(Duration timeout) {
            if (timeout.isZero() || timeout.isNegative()) {
                throw new IllegalArgumentException("startTimeout must be positive, was " + timeout);
            }
            choice.startTimeout = timeout;
            return this;
        }

        /**
         * Starts a server, or joins one that runs, or takes the one given by the user.
         *
         * @throws ThrowawayPostgresException if that cannot be had; the message says why, and what can be done
         */
        public ThrowawayPostgres start() {
            return new ThrowawayPostgres(choice.open());
        }
    }
}
