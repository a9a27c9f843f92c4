package io.isolario.jdbc.lane;

import com.zaxxer.hikari.HikariDataSource;
import io.agroal.api.AgroalDataSource;
import io.isolario.jdbc.database.LaneLogin;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.apache.commons.dbcp2.BasicDataSource;
import org.apache.tomcat.jdbc.pool.DataSourceProxy;
import org.postgresql.ds.common.BaseDataSource;

/** Recognises the pools that may be on the class path, or not. */
final class KnownPools {

    private static final List<Recognition> ALL = List.of(
            pool -> find(pool, HikariDataSource.class).flatMap(HikariAdapter::of),
            pool -> find(pool, DataSourceProxy.class).map(TomcatAdapter::of),
            pool -> find(pool, BasicDataSource.class).map(DbcpAdapter::of),
            pool -> find(pool, AgroalDataSource.class).map(AgroalAdapter::of),
            // The driver's own keeps no connections.
            pool -> find(pool, BaseDataSource.class).map(source -> new UnpooledAdapter(login(source))));

    private KnownPools() {}

    private interface Recognition {
        Optional<PoolAdapter> recognise(DataSource pool) throws SQLException;
    }

    static Optional<PoolAdapter> recognise(DataSource pool) throws SQLException {
        readPools();
        for (Recognition recognition : ALL) {
            Optional<PoolAdapter> adapter = ifOnTheClassPath(recognition, pool);
            if (adapter.isPresent()) {
                return adapter;
            }
        }
        return Optional.empty();
    }

    /** Those without a module name of their own cannot be required by name: on the module path they are automatic modules. */
    private static void readPools() {
        Module ours = KnownPools.class.getModule();
        ours.addReads(KnownPools.class.getClassLoader().getUnnamedModule());
        if (ours.getLayer() != null) {
            ours.getLayer().modules().stream()
                    .filter(module -> module.getDescriptor().isAutomatic())
                    .forEach(ours::addReads);
        }
    }

    private static Optional<PoolAdapter> ifOnTheClassPath(Recognition recognition, DataSource pool)
            throws SQLException {
        try {
            return recognition.recognise(pool);
        } catch (NoClassDefFoundError absent) {
            return Optional.empty();
        }
    }

    static LaneLogin login(BaseDataSource source) {
        String user = source.getUser();
        String password = source.getPassword();
        return new LaneLogin(
                source.getUrl(),
                Map.of("user", user == null ? "" : user, "password", password == null ? "" : password),
                true,
                null);
    }

    private static <T> Optional<T> find(DataSource pool, Class<T> type) throws SQLException {
        if (type.isInstance(pool)) {
            return Optional.of(type.cast(pool));
        }
        return pool.isWrapperFor(type) ? Optional.of(pool.unwrap(type)) : Optional.empty();
    }
}
