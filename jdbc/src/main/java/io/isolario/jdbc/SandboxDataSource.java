package io.isolario.jdbc;

import com.google.errorprone.annotations.CheckReturnValue;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.SandboxId;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.SandboxResource;
import io.isolario.core.UnownedAccess;
import io.isolario.jdbc.database.LaneLogin;
import io.isolario.jdbc.dialect.Dialect;
import io.isolario.jdbc.lane.Baselines;
import io.isolario.jdbc.lane.LaneAccess;
import io.isolario.jdbc.lane.LanePool;
import io.isolario.jdbc.sql.SqlErrors;
import io.isolario.jdbc.unowned.BaselineAccess;
import io.isolario.jdbc.unowned.UnownedConnection;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Logger;
import javax.sql.DataSource;
import javax.sql.XADataSource;
import org.jspecify.annotations.Nullable;

/**
 * A DataSource to put above the application's pool: inside a sandbox it yields the sandbox's connection, outside the pool's.
 *
 * <pre>{@code
 * SandboxDataSource dataSource = SandboxDataSource.wrap("shop", pool);   // handed to the application
 * SandboxRegistry registry = SandboxRegistry.builder("shop").resource(dataSource.resource()).build();
 * }</pre>
 *
 * <ul>
 *   <li>In a sandbox with TRANSACTION isolation, the DataSources of a database hold one connection from the first statement to
 *       the end of the sandbox, so the pool has to be as large as the number of tests at once.
 *   <li>With DATABASE isolation, connections lead to a clone of the pool's database; opening the first sandbox empties the pool once.
 *   <li>Until a registry is built with {@link #resource()}, and until that has opened its first sandbox, every connection is the
 *       pool's: migrations and start-up write to the baseline.
 *   <li>{@code unwrap} leads to the pool, but never to the physical connection of a sandbox.
 * </ul>
 *
 * <p>Thread-safe.
 */
public final class SandboxDataSource implements DataSource {

    /** How long a statement waits for the connection of its sandbox when nothing else is said: 10 s. */
    public static final Duration DEFAULT_LONGEST_WAIT = Duration.ofSeconds(10);

    private final String name;
    private final DataSource pool;
    private final Map<SandboxId, DataSourceSession> sessions = new ConcurrentHashMap<>();
    private final AtomicReference<@Nullable SandboxRegistry> registry = new AtomicReference<>();
    private final PoolInspection inspection;

    private SandboxDataSource(Builder builder) {
        this.name = builder.name;
        this.pool = builder.pool;
        this.inspection = new PoolInspection(name, pool, builder.longestWait, builder.login);
    }

    /** Returns a DataSource above {@code pool} that is called {@code name} in messages. */
    @CheckReturnValue
    public static SandboxDataSource wrap(String name, DataSource pool) {
        return new Builder(name, pool).build();
    }

    /** Returns a builder for a DataSource above {@code pool} that is called {@code name} in messages. */
    public static Builder builder(String name, DataSource pool) {
        return new Builder(name, pool);
    }

    /** Returns the name that stands for this DataSource in messages. */
    public String name() {
        return name;
    }

    /** Returns the resource to build a {@link SandboxRegistry} with; one registry only. */
    public SandboxResource<?> resource() {
        return new DataSourceResource(this);
    }

    /** Decides whose connection the calling thread gets; the cases exclude each other, the most frequent of a test run comes last. */
    @Override
    public Connection getConnection() throws SQLException {
        SandboxRegistry attached = registry.get();
        if (attached == null) {
            return inspection.borrow(); // no sandboxes yet: start-up and migrations
        }
        Optional<ManagedSandbox> sandbox = attached.current();
        boolean mayChangeBaseline = sandbox.isEmpty() && attached.mode() == UnownedAccess.AUTO;
        if (mayChangeBaseline) {
            noteChangeOfBaseline(attached);
        }
        if (leadsToAnotherSandboxDataSource()) {
            return pool.getConnection(); // that one decides
        }
        if (sandbox.isEmpty()) {
            return unownedConnection(attached); // may only read once a sandbox was opened
        }
        return sessionOf(sandbox.get()).connection();
    }

    private void noteChangeOfBaseline(SandboxRegistry attached) {
        Baselines.of(attached).touch();
        inspection.forgetLint();
    }

    private Connection unownedConnection(SandboxRegistry attached) throws SQLException {
        BaselineAccess baseline = new BaselineAccess() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Dialect dialect(Connection connection) throws SQLException {
                return inspection.dialect(connection);
            }

            @Override
            public void noteWrite() {
                noteChangeOfBaseline(attached);
            }
        };
        return new UnownedConnection(inspection.borrow(), baseline, attached);
    }

    private DataSourceSession sessionOf(ManagedSandbox sandbox) throws SQLException {
        DataSourceSession session = sessions.get(sandbox.id());
        if (session != null) {
            return session;
        }
        try {
            sandbox.requireUsable("get a connection of DataSource \"" + name + "\"");
        } catch (RuntimeException ended) {
            throw SqlErrors.ended(ended);
        }
        throw SqlErrors.closed(
                "Sandbox " + sandbox + " has no part of DataSource \"" + name + "\": it is still being opened.");
    }

    /** In a sandbox there is one user; the credentials are refused there and passed on to the pool elsewhere. */
    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        SandboxRegistry attached = registry.get();
        if (attached == null || (attached.current().isEmpty() && attached.mode() == UnownedAccess.AUTO)) {
            return pool.getConnection(username, password);
        }
        throw SqlErrors.refused("DataSource \"" + name + "\" was asked for a connection of user \"" + username
                + "\", while sandboxes are open: a sandbox has the user of its pool. Ways out: getConnection() without "
                + "credentials, or a DataSource of its own for that user.");
    }

    void attach(SandboxRegistry newRegistry) {
        if (!registry.compareAndSet(null, newRegistry)) {
            throw new IllegalStateException("DataSource \"" + name + "\" belongs to " + registry.get()
                    + " already and cannot be added to " + newRegistry + ". Wrap the pool once for each registry.");
        }
        Baselines.of(newRegistry).add(inspection);
    }

    /** Called when the registry has closed and its sandboxes have ended. */
    void close() {
        SandboxRegistry attached = registry.get();
        if (attached != null) {
            Baselines.of(attached).close();
        }
    }

    void remember(ManagedSandbox sandbox, DataSourceSession session) {
        sessions.put(sandbox.id(), session);
    }

    void forget(ManagedSandbox sandbox) {
        sessions.remove(sandbox.id());
    }

    /** Returns how this DataSource leads to its database. */
    LaneAccess access() {
        return inspection;
    }

    /** Returns the lanes of the database behind the pool, for a sandbox. */
    LanePool lanes(ManagedSandbox sandbox) throws SQLException {
        return Baselines.of(sandbox.registry()).lanes(inspection, sandbox);
    }

    boolean leadsToAnotherSandboxDataSource() {
        return inspection.isWrapped();
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return pool.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        pool.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        pool.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return pool.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return pool.getParentLogger();
    }

    @Override
    public <T> T unwrap(Class<T> iface) throws SQLException {
        if (iface.isInstance(this)) {
            return iface.cast(this);
        }
        if (iface == XADataSource.class) {
            throw SqlErrors.refused("unwrap(" + iface.getName() + ") was refused by DataSource \"" + name
                    + "\": a distributed transaction outlives its connection, and no sandbox could undo it. Use the DataSource "
                    + "itself, whose transactions are local.");
        }
        return iface.isInstance(pool) ? iface.cast(pool) : pool.unwrap(iface);
    }

    @Override
    public boolean isWrapperFor(Class<?> iface) throws SQLException {
        return iface.isInstance(this)
                || (iface != XADataSource.class && (iface.isInstance(pool) || pool.isWrapperFor(iface)));
    }

    @Override
    public String toString() {
        return "SandboxDataSource{" + name + ", " + pool + "}";
    }

    /** Collects what a DataSource is made of. Confined to one thread. */
    public static final class Builder {

        private final String name;
        private final DataSource pool;
        private Duration longestWait = DEFAULT_LONGEST_WAIT;
        private @Nullable LaneLogin login;

        private Builder(String name, DataSource pool) {
            this.name = name;
            this.pool = pool;
        }

        /**
         * Sets how long a statement waits for its turn on the connection of its sandbox.
         *
         * @throws IllegalArgumentException if {@code value} is zero or negative
         */
        public Builder longestWait(Duration value) {
            if (value.isZero() || value.isNegative()) {
                throw new IllegalArgumentException(
                        "The longest wait of DataSource \"" + name + "\" is " + value + "; it has to be positive.");
            }
            longestWait = value;
            return this;
        }

        /**
         * Says how the pool makes its connections. Needed for DATABASE isolation when Isolario does not know the pool: connections to
         * a lane are made likewise, and before the baseline is cloned the pool's idle connections are ended at the server, so the
         * pool has to test a connection before it lends it.
         *
         * @param url the JDBC URL of the application's database
         */
        public Builder login(String url, String user, String password) {
            login = new LaneLogin(url, Map.of("user", user, "password", password), true, null);
            return this;
        }

        /** Returns the DataSource. */
        public SandboxDataSource build() {
            return new SandboxDataSource(this);
        }
    }
}
