package io.isolario.jdbc;

import io.isolario.core.Isolation;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.SandboxOptions;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.Scope;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.postgresql.ds.PGSimpleDataSource;

/** A run of the suite in another JVM: two tests at once, which look at their lanes, write, and end or not. */
final class OtherRun {

    private static final String ANSWER = "LANE ";

    private OtherRun() {}

    /** What it does when it has written. */
    enum End {
        /** Closes its sandboxes and its registry. */
        ORDERLY,
        /** Stops the JVM with a transaction open. */
        CRASH
    }

    /** Returns the lanes that it had, each with the number of rows that it found. */
    static List<String> start(String url, String user, String password, End end) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Process process = new ProcessBuilder(
                        java,
                        "-Disolario.lanes.check=true",
                        "-cp",
                        classPath,
                        OtherRun.class.getName(),
                        url,
                        user,
                        password,
                        end.name())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.onExit().join();
        return output.lines()
                .filter(line -> line.startsWith(ANSWER))
                .map(line -> line.substring(ANSWER.length()))
                .sorted()
                .toList();
    }

    /** Runs in the other JVM. */
    public static void main(String[] arguments) throws SQLException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(arguments[0]);
        source.setUser(arguments[1]);
        source.setPassword(arguments[2]);
        SandboxDataSource dataSource = SandboxDataSource.wrap("shop", source);
        try (SandboxRegistry registry = SandboxRegistry.builder("shop")
                        .resource(dataSource.resource())
                        .build();
                ManagedSandbox first = open(registry, "first");
                ManagedSandbox second = open(registry, "second")) {
            look(first, dataSource);
            look(second, dataSource);
            if (arguments[3].equals(End.CRASH.name())) {
                try (Scope scope = first.enter()) {
                    Connection open = dataSource.getConnection();
                    open.setAutoCommit(false);
                    execute(open, "insert into item (name) values ('never committed')");
                }
                Runtime.getRuntime().halt(9);
            }
        }
    }

    private static void look(ManagedSandbox sandbox, SandboxDataSource dataSource) throws SQLException {
        try (Scope scope = sandbox.enter();
                Connection connection = dataSource.getConnection()) {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("select current_database() || ' ' || count(*) from item")) {
                row.next();
                System.out.println(ANSWER + row.getString(1));
            }
            execute(connection, "insert into item (name) select 'mine' from generate_series(1, 50)");
            execute(connection, "delete from item where id = 1");
        }
    }

    private static ManagedSandbox open(SandboxRegistry registry, String owner) {
        return registry.open(
                SandboxOptions.builder(owner).isolation(Isolation.DATABASE).build());
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
