package io.isolario.postgres;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/** A short session as the server's administrator. Confined to one thread. */
final class AdminSession implements AutoCloseable {

    private static final String ROLE_PREFIX = "isolario_";

    private final Connection connection;

    private AdminSession(Connection connection) {
        this.connection = connection;
    }

    static AdminSession open(String host, int port, String password) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", TemplateDirectory.ADMINISTRATOR);
        properties.setProperty("password", password);
        properties.setProperty("sslmode", "disable");
        properties.setProperty("connectTimeout", "10");
        properties.setProperty("socketTimeout", "60");
        properties.setProperty("ApplicationName", "isolario");
        return new AdminSession(DriverManager.getConnection(
                "jdbc:postgresql://%s:%d/%s".formatted(host, port, TemplateDirectory.ADMINISTRATOR), properties));
    }

    static String roleOf(String token) {
        return ROLE_PREFIX + token;
    }

    String version() throws SQLException {
        return settings(List.of("server_version")).getOrDefault("server_version", "");
    }

    /** Returns the settings as {@code SHOW} prints them. */
    Map<String, String> settings(Collection<String> names) throws SQLException {
        Map<String, String> settings = new LinkedHashMap<>();
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT name, current_setting(name) FROM unnest(?) AS name")) {
            statement.setArray(1, connection.createArrayOf("text", names.toArray()));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    settings.put(rows.getString(1), rows.getString(2));
                }
            }
        }
        return settings;
    }

    /** Creates a member's role: a superuser, so that it can do to its databases all that tests need. */
    void createRole(String token, String password) throws SQLException {
        // The password is hexadecimal, so it needs no quoting; one iteration for the reason given in TemplateDirectory.
        String fewIterations =
                connection.getMetaData().getDatabaseMajorVersion() >= 16 ? "SET scram_iterations = 1; " : "";
        execute(fewIterations + "CREATE ROLE " + roleOf(token) + " SUPERUSER LOGIN PASSWORD '" + password + "'");
    }

    /**
     * Creates a database unless there is one of that name.
     *
     * @param name must need no escape within quotes
     */
    void createDatabase(String name, String token) throws SQLException {
        if (!databases("SELECT datname FROM pg_database WHERE datname = '" + name + "'")
                .isEmpty()) {
            return;
        }
        // template0, because autovacuum never connects to it. A copy of files is cheaper than one through the
        // write-ahead log
        // when nothing is made durable.
        String strategy = connection.getMetaData().getDatabaseMajorVersion() >= 15 ? " STRATEGY file_copy" : "";
        execute("CREATE DATABASE \"" + name + "\" OWNER " + roleOf(token) + " TEMPLATE template0" + strategy);
    }

    /** Drops all databases that belong to members other than these, templates and those in use included. */
    void dropDatabasesOfOthersThan(Set<String> liveTokens) throws SQLException {
        String live = String.join(
                ",", liveTokens.stream().map(token -> "'" + roleOf(token) + "'").toList());
        drop(databases("SELECT datname FROM pg_database JOIN pg_roles r ON r.oid = datdba WHERE rolname ~ '^"
                + ROLE_PREFIX + "[0-9a-f]{8}$' AND rolname NOT IN (" + live + ")"));
    }

    void dropDatabasesOf(String token) throws SQLException {
        drop(databases("SELECT datname FROM pg_database JOIN pg_roles r ON r.oid = datdba WHERE rolname = '"
                + roleOf(token) + "'"));
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private void drop(List<String> databases) throws SQLException {
        for (String database : databases) {
            String quoted = "\"" + database.replace("\"", "\"\"") + "\"";
            execute("ALTER DATABASE " + quoted + " IS_TEMPLATE false");
            execute("DROP DATABASE " + quoted + " WITH (FORCE)");
        }
    }

    private List<String> databases(String query) throws SQLException {
        List<String> names = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
