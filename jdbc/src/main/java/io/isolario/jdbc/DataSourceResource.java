package io.isolario.jdbc;

import io.isolario.core.Isolation;
import io.isolario.core.RefusalException;
import io.isolario.core.Sandbox;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.SandboxResource;

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

    @Override
    public void attach(SandboxRegistry registry) {
        dataSource.attach(registry);
    }

    @Override
    public DataSourceSession open(Sandbox sandbox) {
        if (sandbox.isolation() != Isolation.TRANSACTION) {
            throw new RefusalException("Isolation " + sandbox.isolation() + " was refused for sandbox " + sandbox
                    + ": DataSource \"" + dataSource.name()
                    + "\" has TRANSACTION isolation only. Ways out: @Sandboxed(isolation = TRANSACTION), or "
                    + "SandboxOptions.isolation(TRANSACTION).");
        }
        SandboxDatabases databases = sandbox.findSession(DataSourceSession.class)
                .map(DataSourceSession::databases)
                .orElseGet(() -> new SandboxDatabases(sandbox));
        DataSourceSession session = new DataSourceSession(sandbox, dataSource, databases);
        dataSource.remember(sandbox, session);
        return session;
    }
}
