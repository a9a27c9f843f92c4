package io.isolario.jdbc.guard;

import static io.isolario.jdbc.TestPools.execute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.isolario.core.Isolation;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.SandboxOptions;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.Scope;
import io.isolario.jdbc.SandboxDataSource;
import io.isolario.jdbc.TestPools;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.Array;
import java.sql.Blob;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No object that is had from a connection leads to the driver's own connection, nor works when the sandbox has ended. */
class ReachableObjectsTest {

    /** JDBC types that can lead on to a connection. */
    private static final List<Class<?>> LEADING = List.of(
            Connection.class,
            Statement.class,
            ResultSet.class,
            DatabaseMetaData.class,
            ResultSetMetaData.class,
            Array.class,
            Blob.class);

    private static final Set<String> ENDING = Set.of(
            "close",
            "abort",
            "cancel",
            "free",
            "closeOnCompletion",
            "commit",
            "rollback",
            "clearBatch",
            "setSavepoint",
            "notify",
            "notifyAll",
            "wait",
            "hashCode",
            "beginRequest",
            "endRequest",
            "next",
            "previous",
            "last",
            "first",
            "beforeFirst",
            "afterLast",
            "moveToInsertRow",
            "moveToCurrentRow",
            "insertRow",
            "deleteRow",
            "updateRow");

    private static final String QUERY = "select array[1, 2] as numbers, array['a']::text[] as names, 'x' as name,"
            + " lo_from_bytea(0, 'large') as large, xmlelement(name item) as element, open_items() as cursor";

    @ParameterizedTest
    @ValueSource(strings = {"DATABASE", "TRANSACTION", "unowned"})
    void noObjectLeadsToTheConnectionOfTheDriver(String mode) throws Exception {
        try (HikariDataSource pool = pool("reachable_" + mode.toLowerCase(java.util.Locale.ROOT))) {
            SandboxDataSource dataSource = SandboxDataSource.wrap("shop", pool);
            boolean unowned = mode.equals("unowned");
            try (SandboxRegistry registry = registry(dataSource);
                    ManagedSandbox sandbox = open(registry, unowned ? Isolation.TRANSACTION : Isolation.valueOf(mode));
                    Scope scope = unowned ? Scope.detached() : sandbox.enter();
                    Connection connection = dataSource.getConnection()) {
                connection.setAutoCommit(false);
                String query = unowned ? QUERY.replace("lo_from_bytea(0, 'large')", "(select large from item)") : QUERY;
                try (PreparedStatement statement = connection.prepareStatement(query);
                        ResultSet rows = statement.executeQuery();
                        CallableStatement call = connection.prepareCall("{? = call open_items()}")) {
                    rows.next();
                    call.registerOutParameter(1, Types.REF_CURSOR);
                    call.execute();
                    Walk walk = new Walk(connection);
                    walk.from(connection);
                    walk.from(connection.createArrayOf("int4", new Object[] {1}));
                    walk.from(connection.getMetaData());
                    walk.from(connection.getMetaData().getTables(null, null, "item", null));
                    walk.from(connection.getMetaData().getColumns(null, null, "item", null));
                    walk.from(statement);
                    walk.from(rows);
                    for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                        walk.from(rows.getObject(column));
                    }
                    walk.from(rows.getArray("numbers"));
                    walk.from(rows.getObject("names", Array.class));
                    walk.from(rows.getBlob("large"));
                    walk.from(call);
                    walk.from(call.getObject(1));
                    walk.all();

                    assertThat(walk.seen).as("objects looked at").hasSizeGreaterThan(15);
                }
            }
        }
    }

    /** Follows every method without parameters, and those of arrays and rows with a simple one. */
    private static final class Walk {

        private final Connection expected;
        private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        private final Deque<Object> open = new ArrayDeque<>();

        Walk(Connection expected) {
            this.expected = expected;
        }

        void from(Object value) {
            if (value == null || LEADING.stream().noneMatch(type -> type.isInstance(value)) || !seen.add(value)) {
                return;
            }
            if (value instanceof Connection connection) {
                assertThat(connection).isSameAs(expected);
            }
            assertThat(value.getClass().getPackageName())
                    .as("the class of %s", value)
                    .doesNotStartWith("org.postgresql")
                    .doesNotStartWith("com.zaxxer");
            open.add(value);
        }

        void all() throws IllegalAccessException {
            while (!open.isEmpty() && seen.size() < 500) {
                Object value = open.remove();
                for (Class<?> type : LEADING) {
                    if (type.isInstance(value)) {
                        follow(value, type);
                    }
                }
            }
        }

        private void follow(Object value, Class<?> type) throws IllegalAccessException {
            for (Method method : type.getMethods()) {
                if (method.getParameterCount() == 0 && !ENDING.contains(method.getName())) {
                    call(value, method);
                } else if (type == ResultSet.class
                        && List.of(method.getParameterTypes()).equals(List.of(int.class))
                        && method.getName().startsWith("get")) {
                    call(value, method, 1);
                }
            }
        }

        private void call(Object value, Method method, Object... arguments) throws IllegalAccessException {
            try {
                from(method.invoke(value, arguments));
            } catch (InvocationTargetException notPossibleNow) {
                assertThat(notPossibleNow.getCause()).isNotInstanceOf(AssertionError.class);
            }
        }
    }

    @Test
    void aLargeObjectOfAnEndedSandboxIsNoDoorToItsLane() throws Exception {
        try (HikariDataSource pool = pool("reachable_blob")) {
            SandboxDataSource dataSource = SandboxDataSource.wrap("shop", pool);
            try (SandboxRegistry registry = registry(dataSource)) {
                Blob kept;
                InputStream in;
                OutputStream out;
                try (ManagedSandbox sandbox = open(registry, Isolation.DATABASE);
                        Scope scope = sandbox.enter();
                        Connection connection = dataSource.getConnection()) {
                    connection.setAutoCommit(false);
                    try (Statement statement = connection.createStatement();
                            ResultSet row = statement.executeQuery("select large from item")) {
                        row.next();
                        kept = row.getBlob(1);
                        in = kept.getBinaryStream();
                        out = kept.setBinaryStream(1);
                        assertThat(kept.getBytes(1, 5))
                                .isEqualTo("large".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
                        assertThat(in.read()).isEqualTo('l');
                    }
                }
                try (ManagedSandbox next = open(registry, Isolation.DATABASE);
                        Scope scope = next.enter()) {
                    execute(dataSource, "select 1");
                    assertThatThrownBy(() -> kept.setBytes(1, new byte[] {1})).isInstanceOf(SQLException.class);
                    assertThatThrownBy(() -> kept.length()).hasMessageContaining("was closed");
                    assertThatThrownBy(in::read).hasMessageContaining("was closed");
                    assertThatThrownBy(() -> {
                                out.write(new byte[10_000]);
                                out.flush();
                            })
                            .hasMessageContaining("was closed");
                }
            }
        }
    }

    /** A driver may look for its own class. */
    @ParameterizedTest
    @ValueSource(strings = {"DATABASE", "TRANSACTION"})
    void aValueIsGivenBackAsTheDriverMadeIt(Isolation isolation) throws Exception {
        try (HikariDataSource pool = pool("reachable_back_" + isolation.name().toLowerCase(java.util.Locale.ROOT))) {
            SandboxDataSource dataSource = SandboxDataSource.wrap("shop", pool);
            try (SandboxRegistry registry = registry(dataSource);
                    ManagedSandbox sandbox = open(registry, isolation);
                    Scope scope = sandbox.enter();
                    Connection connection = dataSource.getConnection()) {
                Array made = connection.createArrayOf("int4", new Object[] {1, 2});
                try (PreparedStatement query = connection.prepareStatement("select ?::int[], ?::int[], ?::int[]")) {
                    query.setArray(1, made);
                    query.setObject(2, made);
                    query.setObject(3, made, Types.ARRAY);
                    try (ResultSet row = query.executeQuery()) {
                        row.next();
                        assertThat((Integer[]) row.getArray(1).getArray()).containsExactly(1, 2);
                        assertThat(row.getArray(2)).hasToString("{1,2}");
                        try (ResultSet elements = row.getArray(3).getResultSet()) {
                            elements.next();
                            assertThat(elements.getStatement().getConnection()).isSameAs(connection);
                            assertThat(elements.getInt(2)).isEqualTo(1);
                        }
                    }
                }
            }
        }
    }

    /** In TRANSACTION isolation it was taken for the end of the outer transaction: none was there yet. */
    @Test
    void whatTheDriverAnswersByItselfMayComeFirst() throws Exception {
        try (HikariDataSource pool = pool("reachable_first")) {
            SandboxDataSource dataSource = SandboxDataSource.wrap("shop", pool);
            try (SandboxRegistry registry = registry(dataSource)) {
                for (boolean autoCommit : new boolean[] {true, false}) {
                    first(
                            registry,
                            dataSource,
                            autoCommit,
                            connection -> connection.createArrayOf("int4", new Object[0]));
                    first(registry, dataSource, autoCommit, connection -> connection
                            .getMetaData()
                            .getTableTypes());
                    first(registry, dataSource, autoCommit, connection -> {
                        try (Statement statement = connection.createStatement()) {
                            return statement.executeBatch();
                        }
                    });
                    first(registry, dataSource, autoCommit, connection -> {
                        try (PreparedStatement statement =
                                connection.prepareStatement("insert into item (name) values (?)")) {
                            return statement.executeBatch();
                        }
                    });
                    first(registry, dataSource, autoCommit, Connection::createStatement);
                    first(registry, dataSource, autoCommit, connection -> {
                        try (PreparedStatement statement = connection.prepareStatement("select ?::int")) {
                            ParameterMetaData parameters = statement.getParameterMetaData();
                            return parameters.getParameterCount();
                        }
                    });
                }
            }
        }
    }

    /** What an application does first on a connection. */
    private interface First {
        Object of(Connection connection) throws SQLException;
    }

    private static void first(SandboxRegistry registry, SandboxDataSource dataSource, boolean autoCommit, First first)
            throws SQLException {
        try (ManagedSandbox sandbox = open(registry, Isolation.TRANSACTION);
                Scope scope = sandbox.enter()) {
            try (Connection connection = dataSource.getConnection()) {
                connection.setAutoCommit(autoCommit);
                first.of(connection);
                try (Statement statement = connection.createStatement()) {
                    statement.execute("insert into item (name) values ('after')");
                }
                if (!autoCommit) {
                    connection.commit();
                }
            }
        }
    }

    private static HikariDataSource pool(String database) throws SQLException {
        HikariDataSource pool = TestPools.postgres(database, 4);
        execute(
                pool,
                "create table item (id serial primary key, name text, large oid);"
                        + "insert into item (name, large) values ('first', lo_from_bytea(0, 'large'));"
                        + "create function open_items() returns refcursor language plpgsql as"
                        + " $$ declare c refcursor; begin open c for select * from item; return c; end $$");
        return pool;
    }

    private static SandboxRegistry registry(SandboxDataSource dataSource) {
        return SandboxRegistry.builder("shop").resource(dataSource.resource()).build();
    }

    private static ManagedSandbox open(SandboxRegistry registry, Isolation isolation) {
        return registry.open(
                SandboxOptions.builder("a test").isolation(isolation).build());
    }
}
