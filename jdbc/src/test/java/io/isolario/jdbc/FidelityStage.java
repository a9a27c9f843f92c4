package io.isolario.jdbc;

import io.isolario.core.CloseReport;
import io.isolario.core.Isolation;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.SandboxContext;
import io.isolario.core.SandboxOptions;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.Scope;
import io.isolario.jdbc.transaction.VirtualConnection;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Where a program of the catalogue runs: on a plain database with real commits, in a lane, or in a TRANSACTION sandbox. */
public final class FidelityStage implements AutoCloseable {

    private final DataSource dataSource;
    private final DataSource secondDataSource;
    private final ExecutorService threads;
    private final @Nullable SandboxRegistry registry;
    private final Isolation isolation;
    private final @Nullable ManagedSandbox sandbox;
    private final List<String> seen = Collections.synchronizedList(new ArrayList<>());
    private final List<ManagedSandbox> others = new ArrayList<>();

    /** Something done on this stage. */
    @FunctionalInterface
    interface Program {
        void run(FidelityStage stage) throws Exception;
    }

    /** Something done with a connection. */
    @FunctionalInterface
    interface Body {
        void run(Connection connection) throws Exception;
    }

    static FidelityStage plain(DataSource pool, ExecutorService threads) {
        return new FidelityStage(pool, pool, threads, null, Isolation.DATABASE);
    }

    FidelityStage(
            DataSource dataSource,
            DataSource secondDataSource,
            ExecutorService threads,
            @Nullable SandboxRegistry registry,
            Isolation isolation) {
        this.dataSource = dataSource;
        this.secondDataSource = secondDataSource;
        this.threads = threads;
        this.registry = registry;
        this.isolation = isolation;
        this.sandbox = registry == null ? null : open(registry, "program");
    }

    private ManagedSandbox open(SandboxRegistry from, String owner) {
        return from.open(SandboxOptions.builder(owner)
                .isolation(isolation)
                .drainTimeout(Duration.ofMillis(200))
                .build());
    }

    /** Runs a program; what it sees includes how it failed. */
    @Nullable
    Exception run(Program program) {
        try (Scope scope = sandbox == null ? Scope.detached() : sandbox.enter()) {
            program.run(this);
            return null;
        } catch (Exception failure) {
            see(describe(failure));
            return failure;
        }
    }

    @Nullable
    ManagedSandbox sandbox() {
        return sandbox;
    }

    DataSource dataSource() {
        return dataSource;
    }

    /** Returns another DataSource to the same database. */
    DataSource secondDataSource() {
        return secondDataSource;
    }

    List<String> seen() {
        return List.copyOf(seen);
    }

    void see(Object observed) {
        seen.add(String.valueOf(observed));
    }

    private static String describe(Exception failure) {
        String text = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        String firstLine = text.lines().findFirst().orElse("");
        return failure instanceof SQLException sql ? "failed with " + sql.getSQLState() + ": " + firstLine : firstLine;
    }

    /** Sees how something fails, and goes on. */
    void seeFailure(Callable<?> action) throws Exception {
        try {
            action.call();
            see("did not fail");
        } catch (SQLException failure) {
            if (sandbox != null && "0A000".equals(failure.getSQLState())) {
                throw failure;
            }
            see(describe(failure));
        }
    }

    /** Does something with a connection in auto-commit mode. */
    void connected(Body body) throws Exception {
        try (Connection connection = dataSource.getConnection()) {
            body.run(connection);
        }
    }

    /** Does something in a transaction, and commits it. */
    void committed(Body body) throws Exception {
        connected(connection -> {
            connection.setAutoCommit(false);
            body.run(connection);
            connection.commit();
        });
    }

    public int execute(String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return execute(connection, sql);
        }
    }

    public String query(String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return query(connection, sql);
        }
    }

    public static int execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
            return statement.getUpdateCount();
        }
    }

    /** Returns the first column of the first row; "none" when there is no row. */
    public static String query(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? String.valueOf(row.getString(1)) : "none";
        }
    }

    /** Does something on a thread of the application, which has this test's sandbox. */
    <T> Future<T> elsewhere(Callable<T> task) {
        return SandboxContext.wrap(threads).submit(task);
    }

    /** Does something on a thread that belongs to no test. */
    <T> Future<T> unowned(Callable<T> task) {
        return threads.submit(task);
    }

    /** Another test, which runs at the same time and stays open; with real commits it runs at another time. */
    void anotherTest(Callable<?> task) throws Exception {
        if (registry != null) {
            ManagedSandbox other = open(registry, "another test");
            others.add(other);
            try (Scope detached = Scope.detached();
                    Scope scope = other.enter()) {
                task.call();
            }
        }
    }

    /** Ends the other tests. */
    List<CloseReport> endOthers() {
        List<CloseReport> reports = others.stream().map(ManagedSandbox::finish).toList();
        others.clear();
        return reports;
    }

    /** Commits on the driver's own connection, as no program can. */
    void commitBehindOurBack(Connection connection) throws SQLException {
        if (connection instanceof VirtualConnection virtual) {
            virtual.database().physical().get().commit();
        }
    }

    @Override
    public void close() {
        endOthers();
        if (sandbox != null) {
            sandbox.finish();
        }
    }
}
