package io.isolario.jdbc;

import io.isolario.core.Sandbox;
import io.isolario.core.Scope;
import io.isolario.jdbc.database.LaneLogin;
import io.isolario.jdbc.dialect.DatabaseProfile;
import io.isolario.jdbc.dialect.Dialect;
import io.isolario.jdbc.dialect.SchemaLint;
import io.isolario.jdbc.guard.LockWatch;
import io.isolario.jdbc.lane.LaneAccess;
import io.isolario.jdbc.lane.PoolAdapter;
import io.isolario.jdbc.lane.UnknownPoolAdapter;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is known of the pool below a {@link SandboxDataSource}; found out when it is first needed.
 *
 * <p>The fields are written by whoever asks first; others that ask meanwhile find out the same. Thread-safe.
 */
final class PoolInspection implements LaneAccess {

    private static final Logger LOG = LoggerFactory.getLogger(SandboxDataSource.class);

    private final String name;
    private final DataSource pool;
    private final Duration longestWait;
    private final @Nullable LaneLogin login;
    // Each sandbox adds and removes itself, under its own lock.
    private final Set<Sandbox> holders = ConcurrentHashMap.newKeySet();
    private final AtomicReference<@Nullable LockWatch> lockWatch = new AtomicReference<>();
    private final Borrowers borrowers = new Borrowers();
    private volatile @Nullable DatabaseProfile profile;
    private volatile @Nullable Boolean wrapped;
    private volatile @Nullable PoolAdapter adapter;
    private volatile @Nullable SchemaLint lint;
    private final AtomicReference<String> told = new AtomicReference<>("");

    /**
     * @param login how the pool makes its connections; null when the pool itself is to be asked
     */
    PoolInspection(String name, DataSource pool, Duration longestWait, @Nullable LaneLogin login) {
        this.name = name;
        this.pool = pool;
        this.longestWait = longestWait;
        this.login = login;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public DataSource pool() {
        return pool;
    }

    @Override
    public Duration longestWait() {
        return longestWait;
    }

    @Override
    public Set<Sandbox> holders() {
        return holders;
    }

    @Override
    public LockWatch lockWatch(Dialect dialect) {
        LockWatch known = lockWatch.get();
        if (known == null) {
            lockWatch.compareAndSet(null, new LockWatch(name, this::ownConnection, dialect, longestWait));
            known = Objects.requireNonNull(lockWatch.get());
        }
        return known;
    }

    @Override
    public LaneLogin login() throws SQLException {
        return poolAdapter().login();
    }

    @Override
    public DatabaseProfile profile() throws SQLException {
        DatabaseProfile known = profile;
        if (known == null) {
            try (Scope scope = Scope.detached();
                    Connection connection = pool.getConnection()) {
                known = DatabaseProfile.of(name, connection);
                profile = known;
            }
        }
        return known;
    }

    /** Returns the dialect behind a connection, without a statement on it. */
    Dialect dialect(Connection connection) throws SQLException {
        DatabaseProfile known = profile;
        return known != null ? known.dialect() : DatabaseProfile.dialectOf(name, connection);
    }

    @Override
    public SchemaLint lint(Connection connection, Dialect dialect) throws SQLException {
        SchemaLint known = lint;
        if (known == null) {
            known = dialect.lint(connection);
            lint = known;
            tell(known.warning(name));
        }
        return known;
    }

    /** Many sandboxes may look at the same time, and again after a change; a warning is of use once. */
    private void tell(String warning) {
        if (!warning.equals(told.getAndSet(warning)) && !warning.isEmpty()) {
            LOG.warn("{}", warning);
        }
    }

    /** Says that the baseline may be changed. */
    void forgetLint() {
        lint = null;
    }

    /** A lazy or delegating DataSource may lead to one that is wrapped itself; that one does the work then. */
    boolean isWrapped() {
        Boolean known = wrapped;
        if (known == null) {
            known = leadsToSandboxDataSource();
            wrapped = known;
        }
        return known;
    }

    private boolean leadsToSandboxDataSource() {
        try {
            return pool.isWrapperFor(SandboxDataSource.class);
        } catch (SQLException | RuntimeException unanswered) {
            // A router that has nowhere to route to now; PhysicalConnection refuses should it lead to a wrapped one
            // later.
            return false;
        }
    }

    @Override
    public List<String> borrowers() {
        return borrowers.describe().stream()
                .map(text -> text + ", of DataSource \"" + name + "\" (" + pool + ")")
                .toList();
    }

    /** Takes a connection for work outside of sandboxes. */
    Connection borrow() throws SQLException {
        borrowers.awaitTurn();
        return borrowers.add(pool.getConnection());
    }

    @Override
    public void hold() {
        borrowers.hold();
    }

    @Override
    public void release() {
        borrowers.release();
    }

    @Override
    public PoolAdapter poolAdapter() throws SQLException {
        PoolAdapter known = adapter;
        if (known == null) {
            known = login == null ? PoolAdapter.require(name, pool) : new UnknownPoolAdapter(pool, login);
            adapter = known;
        }
        return known;
    }

    /** Opens a connection beside the pool; of the pool where it is not known how that logs in. */
    private Connection ownConnection() throws SQLException {
        Optional<PoolAdapter> known =
                login == null ? PoolAdapter.of(pool) : Optional.of(new UnknownPoolAdapter(pool, login));
        return known.isPresent() ? known.get().login().open() : pool.getConnection();
    }
}
