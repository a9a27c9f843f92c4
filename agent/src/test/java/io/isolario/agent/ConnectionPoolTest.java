package io.isolario.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.SandboxOptions;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.Scope;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** HikariCP adds connections on demand, on threads that it starts with the first demand. */
@ExtendWith(Attached.class)
class ConnectionPoolTest {

    private static final int BORROWERS = 8;

    private final SandboxRegistry registry = SandboxRegistry.builder("shop").build();
    private final ManagedSandbox ana =
            registry.open(SandboxOptions.builder("ana").build());
    private final RecordingDatabase database = new RecordingDatabase();
    private final HikariDataSource pool = pool(database);

    private static HikariDataSource pool(DataSource database) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(database);
        config.setMinimumIdle(0);
        config.setMaximumPoolSize(4);
        return new HikariDataSource(config);
    }

    @AfterEach
    void close() {
        pool.close();
        registry.close();
    }

    @Test
    void aPoolAddsConnectionsOutsideEverySandbox() throws Exception {
        try (Scope scope = ana.enter();
                Connection first = pool.getConnection();
                Connection second = pool.getConnection()) {
            assertThat(first.isValid(1)).isTrue();
            assertThat(second.isValid(1)).isTrue();
            ana.awaitQuiescence();
        }

        assertThat(database.connectedFor).hasSizeGreaterThanOrEqualTo(2).containsOnly(Optional.empty());
        assertThat(ana.delayedWork()).isEmpty();
    }

    @Test
    void borrowersOfConnectionsStayInTheirSandboxes() throws Exception {
        ExecutorService borrowers = Executors.newFixedThreadPool(BORROWERS);
        List<Future<Boolean>> all = new ArrayList<>();
        for (int i = 0; i < BORROWERS; i++) {
            ManagedSandbox sandbox =
                    registry.open(SandboxOptions.builder("test " + i).build());
            all.add(borrowers.submit(() -> staysInItsSandbox(sandbox)));
        }

        for (Future<Boolean> each : all) {
            assertThat(each.get(30, TimeUnit.SECONDS)).isTrue();
        }
        borrowers.shutdown();
        assertThat(borrowers.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        assertThat(database.connectedFor).containsOnly(Optional.empty());
    }

    private boolean staysInItsSandbox(ManagedSandbox sandbox) throws SQLException {
        for (int i = 0; i < 50; i++) {
            try (Scope scope = sandbox.enter();
                    Connection connection = pool.getConnection()) {
                if (!connection.isValid(1) || !ManagedSandbox.current().equals(Optional.of(sandbox))) {
                    return false;
                }
            }
            sandbox.awaitQuiescence();
        }
        return true;
    }

    /** Records the sandbox of each thread that makes a connection. */
    private static final class RecordingDatabase implements DataSource {

        private final JdbcDataSource database = new JdbcDataSource();
        private final List<Optional<ManagedSandbox>> connectedFor = new CopyOnWriteArrayList<>();

        RecordingDatabase() {
            database.setURL("jdbc:h2:mem:pool;DB_CLOSE_DELAY=0");
        }

        @Override
        public Connection getConnection() throws SQLException {
            connectedFor.add(ManagedSandbox.current());
            return database.getConnection();
        }

        @Override
        public Connection getConnection(String user, String password) throws SQLException {
            return getConnection();
        }

        @Override
        public PrintWriter getLogWriter() throws SQLException {
            return database.getLogWriter();
        }

        @Override
        public void setLogWriter(PrintWriter out) throws SQLException {
            database.setLogWriter(out);
        }

        @Override
        public void setLoginTimeout(int seconds) throws SQLException {
            database.setLoginTimeout(seconds);
        }

        @Override
        public int getLoginTimeout() throws SQLException {
            return database.getLoginTimeout();
        }

        @Override
        public Logger getParentLogger() {
            return Logger.getGlobal();
        }

        @Override
        public <T> T unwrap(Class<T> type) throws SQLException {
            throw new SQLException("wraps nothing");
        }

        @Override
        public boolean isWrapperFor(Class<?> type) {
            return false;
        }
    }
}
