package io.isolario.jdbc;

import io.isolario.core.Isolation;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.SandboxResource;
import java.sql.SQLException;
import java.util.Optional;

/** Gives each sandbox its part of a DataSource. */
record DataSourceResource(SandboxDataSource dataSource) implements SandboxResource<DataSourceSession> {

    @Override
    public String name() {
        return "DataSource \"" + dataSource.name() + "\"";
    }

    @Override
    public Class<DataSourceSession> sessionType() {
        return DataSourceSession.class;
    }

    /** What the database can do; a DataSource above another sandboxed one has no say. */
    @Override
    public Optional<Isolation> preferredIsolation() throws SQLException {
        if (dataSource.leadsToAnotherSandboxDataSource()) {
            return Optional.empty();
        }
        return Optional.of(
                dataSource.access().profile().dialect().hasLanes() ? Isolation.DATABASE : Isolation.TRANSACTION);
    }

    @Override
    public void attach(SandboxRegistry registry) {
        dataSource.attach(registry);
    }

    @Override
    public void close() {
        dataSource.close();
    }

    @Override
    public DataSourceSession open(ManagedSandbox sandbox) throws SQLException {
        if (sandbox.isolation() == Isolation.DATABASE && !dataSource.leadsToAnotherSandboxDataSource()) {
            // Frozen now, so that a refusal meets whoever opens the sandbox and not the first query.
            dataSource.lanes(sandbox);
        }
        SandboxDatabases databases = sandbox.findSession(DataSourceSession.class)
                .map(DataSourceSession::databases)
                .orElseGet(() -> new SandboxDatabases(sandbox));
        DataSourceSession session = new DataSourceSession(sandbox, dataSource, databases);
        dataSource.remember(sandbox, session);
        return session;
    }
}
