package io.isolario.verification.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.isolario.core.Isolation;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.SandboxOptions;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.Scope;
import io.isolario.jdbc.SandboxDataSource;
import io.isolario.postgres.ThrowawayPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** One short program by every data layer, in both isolations, above one DataSource that all of them share. */
class DataLayersTest {

    private static final HikariDataSource POOL = pool();
    private static final SandboxDataSource DATA_SOURCE = SandboxDataSource.wrap("library", POOL);
    private static final SandboxRegistry REGISTRY =
            SandboxRegistry.builder("library").resource(DATA_SOURCE.resource()).build();

    /** Each as an application makes it: once, before the first sandbox. */
    private static final Map<Layer, BookStore> STORES = new EnumMap<>(Map.of(
            Layer.HIBERNATE, new HibernateBookStore(DATA_SOURCE),
            Layer.JOOQ, new JooqBookStore(DATA_SOURCE),
            Layer.MYBATIS, new MyBatisBookStore(DATA_SOURCE),
            Layer.SPRING, new SpringBookStore(DATA_SOURCE),
            Layer.JDBI, new JdbiBookStore(DATA_SOURCE)));

    /** The layers. */
    enum Layer {
        HIBERNATE,
        JOOQ,
        MYBATIS,
        SPRING,
        JDBI
    }

    @AfterAll
    static void close() {
        STORES.values().forEach(BookStore::close);
        REGISTRY.close();
        POOL.close();
    }

    @ParameterizedTest
    @CsvSource({
        "HIBERNATE, TRANSACTION", "HIBERNATE, DATABASE",
        "JOOQ, TRANSACTION", "JOOQ, DATABASE",
        "MYBATIS, TRANSACTION", "MYBATIS, DATABASE",
        "SPRING, TRANSACTION", "SPRING, DATABASE",
        "JDBI, TRANSACTION", "JDBI, DATABASE"
    })
    void runsTheProgram(Layer layer, Isolation isolation) throws SQLException {
        BookStore books = store(layer);
        for (int test = 0; test < 2; test++) {
            try (ManagedSandbox sandbox = open(layer, isolation);
                    Scope scope = sandbox.enter()) {
                run(books);
                assertThat(titles(DATA_SOURCE))
                        .startsWith("Batch 00")
                        .endsWith("Emma, again")
                        .hasSize(52);
            }
            assertThat(titles(POOL)).isEmpty();
        }
    }

    private static BookStore store(Layer layer) {
        return Objects.requireNonNull(STORES.get(layer));
    }

    private static void run(BookStore books) {
        long emma = books.add("Emma");
        assertThat(books.titleOf(emma)).isEqualTo("Emma");

        assertThat(books.rename(emma, 0, "Emma, again")).isTrue();
        assertThat(books.rename(emma, 0, "lost")).isFalse();
        assertThat(books.titleOf(emma)).isEqualTo("Emma, again");

        assertThatThrownBy(() -> books.addBoth("Dune", "Emma, again")).hasStackTraceContaining("duplicate key value");
        books.addAndRollBack("rolled back");
        long dubliners = books.add("Dubliners");
        assertThat(dubliners).isNotEqualTo(emma);

        books.addAll(IntStream.range(0, 50)
                .mapToObj(number -> String.format(Locale.ROOT, "Batch %02d", number))
                .toList());
        assertThat(books.count(10)).isEqualTo(52);
    }

    @ParameterizedTest
    @EnumSource
    void allLayersOfOneSandboxSeeTheSameData(Isolation isolation) {
        try (ManagedSandbox sandbox = open(Layer.JOOQ, isolation);
                Scope scope = sandbox.enter()) {
            for (Layer layer : Layer.values()) {
                store(layer).add("by " + layer);
            }
            for (Layer layer : Layer.values()) {
                assertThat(store(layer).count(2)).isEqualTo(Layer.values().length);
            }
        }
    }

    private static ManagedSandbox open(Layer layer, Isolation isolation) {
        return REGISTRY.open(SandboxOptions.builder(layer + " in " + isolation)
                .isolation(isolation)
                .build());
    }

    private static List<String> titles(DataSource source) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select array(select title from book order by title)")) {
            rows.next();
            return List.of((String[]) rows.getArray(1).getArray());
        }
    }

    private static HikariDataSource pool() {
        ThrowawayPostgres postgres = ThrowawayPostgres.start();
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(postgres.jdbcUrl("data_layers"));
        config.setUsername(postgres.username());
        config.setPassword(postgres.password());
        config.setMaximumPoolSize(8);
        HikariDataSource pool = new HikariDataSource(config);
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create sequence book_seq increment by 50");
            statement.execute("create table book (id bigint primary key default nextval('book_seq'), "
                    + "title varchar(100) not null unique, version int not null default 0)");
        } catch (SQLException e) {
            throw new IllegalStateException("The table was not created", e);
        }
        return pool;
    }
}
