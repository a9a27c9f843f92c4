package io.isolario.jdbc.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How the application's pool makes its connections, so that those to a lane are made likewise.
 *
 * @param url the JDBC URL of the application's database
 * @param properties what goes with it: user, password, and what else the pool gives to the driver
 * @param autoCommit the mode in which the pool hands connections out
 * @param initialSql what the pool executes on each new connection; null for nothing
 */
public record LaneLogin(String url, Map<String, String> properties, boolean autoCommit, @Nullable String initialSql) {

    private static final Pattern URL = Pattern.compile("(jdbc:postgresql:(?://[^/?]*)?/?)([^/?]*)(\\?.*)?");

    /** Copies the properties. */
    public LaneLogin {
        properties = Map.copyOf(properties);
    }

    /** Opens a connection beside the pool, to the application's own database. */
    public Connection open() throws SQLException {
        Properties all = new Properties();
        all.putAll(properties);
        return DriverManager.getConnection(url, all);
    }

    /** Opens a connection as the application would get it, but to another database. */
    public Connection open(String database) throws SQLException {
        Connection connection = openBare(database, Map.of());
        try {
            if (initialSql != null) {
                try (Statement statement = connection.createStatement()) {
                    statement.execute(initialSql);
                }
            }
            return connection;
        } catch (SQLException failure) {
            connection.close();
            throw failure;
        }
    }

    /** Opens a connection for work of our own: without what the application wants of its connections. */
    public Connection openBare(String database, Map<String, String> additional) throws SQLException {
        Properties all = new Properties();
        // From this version on the driver sends all its settings with the start of the session, so RESET ALL keeps
        // them.
        all.setProperty("assumeMinServerVersion", "14");
        all.putAll(properties);
        all.putAll(additional);
        return DriverManager.getConnection(urlOf(database), all);
    }

    public String urlOf(String database) {
        Matcher parts = URL.matcher(url);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "\"" + withoutParameters() + "\" is no JDBC URL of PostgreSQL's driver.");
        }
        String start = parts.group(1);
        String separator = start.contains("//") && !start.endsWith("/") ? "/" : "";
        String parameters = parts.group(3) == null ? "" : parts.group(3);
        return start + separator + database + parameters;
    }

    public String user() {
        return properties.getOrDefault("user", "");
    }

    private String withoutParameters() {
        return url.replaceFirst("\\?.*", "");
    }

    /** Leaves passwords out. */
    @Override
    public String toString() {
        return "LaneLogin{" + withoutParameters() + ", user=" + user() + "}";
    }
}
