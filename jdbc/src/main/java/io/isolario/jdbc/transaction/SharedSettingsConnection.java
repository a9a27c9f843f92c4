package io.isolario.jdbc.transaction;

import io.isolario.jdbc.dialect.IsolationLevels;
import io.isolario.jdbc.guard.GuardedConnection;
import io.isolario.jdbc.sql.SqlCommand;
import io.isolario.jdbc.sql.SqlErrors;
import java.sql.SQLException;
import java.util.concurrent.Executor;

/** The settings of a virtual connection that belong to the physical one: they can be asked for, but not be changed for one alone. */
public abstract class SharedSettingsConnection extends GuardedConnection {

    abstract TransactionDatabase database();

    /** Fails when this connection or its sandbox can be used no more. */
    abstract void requireOpen() throws SQLException;

    @Override
    public int getTransactionIsolation() throws SQLException {
        requireOpen();
        return database().profile().isolationLevel();
    }

    @Override
    public void setTransactionIsolation(int level) throws SQLException {
        requireOpen();
        if (level != database().profile().isolationLevel()) {
            throw SqlErrors.refusedInTransaction(
                    database().sandbox(),
                    "Transaction isolation " + IsolationLevels.name(level),
                    "the outer transaction has "
                            + IsolationLevels.name(database().profile().isolationLevel())
                            + ", and a transaction inside another cannot have a level of its own.");
        }
    }

    /** The search path is the physical connection's, which others of the sandbox use in between. */
    @Override
    public void setSchema(String schema) throws SQLException {
        requireOpen();
        if (!schema.equals(getSchema())) {
            throw SqlErrors.refusedInTransaction(
                    database().sandbox(),
                    "setSchema(\"" + schema + "\")",
                    "the physical connection, and so its schema, is shared by the whole sandbox.");
        }
    }

    @Override
    public String getSchema() throws SQLException {
        return run(SqlCommand.driver("getSchema()"), () -> delegate().getSchema());
    }

    @Override
    public void setCatalog(String catalog) throws SQLException {
        requireOpen();
        if (!catalog.equals(getCatalog())) {
            throw SqlErrors.refusedInTransaction(
                    database().sandbox(),
                    "setCatalog(\"" + catalog + "\")",
                    "the physical connection, and so its catalogue, is shared by the whole sandbox.");
        }
    }

    @Override
    public String getCatalog() throws SQLException {
        return run(SqlCommand.driver("getCatalog()"), () -> delegate().getCatalog());
    }

    @Override
    public void setNetworkTimeout(Executor executor, int milliseconds) throws SQLException {
        requireOpen();
        if (milliseconds != 0) {
            throw SqlErrors.refusedInTransaction(
                    database().sandbox(),
                    "A network timeout of " + milliseconds + " ms",
                    "when it passes, the driver closes the connection, and with it all data of the sandbox.");
        }
    }

    @Override
    public int getNetworkTimeout() throws SQLException {
        requireOpen();
        return 0;
    }
}
