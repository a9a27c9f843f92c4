package io.isolario.jdbc;

import io.isolario.core.Isolation;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.ResourceSession;
import io.isolario.core.SessionFixture;
import io.isolario.jdbc.sql.SqlErrors;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/** The part that one sandbox has of one DataSource; the DataSources of a sandbox share its {@link SandboxDatabases}. */
final class DataSourceSession implements ResourceSession {

    private final ManagedSandbox sandbox;
    private final SandboxDataSource dataSource;
    private final SandboxDatabases databases;

    DataSourceSession(ManagedSandbox sandbox, SandboxDataSource dataSource, SandboxDatabases databases) {
        this.sandbox = sandbox;
        this.dataSource = dataSource;
        this.databases = databases;
    }

    SandboxDatabases databases() {
        return databases;
    }

    Connection connection() throws SQLException {
        try {
            sandbox.requireUsable("get a connection of DataSource \"" + dataSource.name() + "\"");
        } catch (RuntimeException ended) {
            throw SqlErrors.ended(ended);
        }
        return databases.database(dataSource).connection(dataSource.access());
    }

    /** How long a pool lets wait for a connection, is for the pool to say; so a connection of it is not taken before it is needed. */
    @Override
    public void reserve(Duration patience) throws SQLException {
        if (sandbox.isolation() == Isolation.DATABASE && !dataSource.leadsToAnotherSandboxDataSource()) {
            databases.database(dataSource).reserve(patience);
        }
    }

    @Override
    public void arrangeForOthers() {
        databases.arrangeForOthers();
    }

    @Override
    public Optional<SessionFixture> fixture() throws SQLException {
        return databases
                .changes()
                .map(changes -> session -> ((DataSourceSession) session).databases.beginWith(changes));
    }

    @Override
    public void reset() throws SQLException {
        if (isFirst()) {
            databases.reset();
        }
    }

    @Override
    public Optional<Mark> mark() throws SQLException {
        return Optional.of(isFirst() ? databases.mark() : Mark.NOTHING);
    }

    @Override
    public void undo() throws SQLException, InterruptedException {
        if (isFirst()) {
            databases.undo();
        }
    }

    @Override
    public void release() throws SQLException, InterruptedException {
        dataSource.forget(sandbox);
        if (isFirst()) {
            databases.release();
        }
    }

    /** The DataSources of a sandbox share their databases, so the first one walks them for all. */
    private boolean isFirst() {
        return sandbox.findSession(DataSourceSession.class).orElse(this) == this;
    }
}
