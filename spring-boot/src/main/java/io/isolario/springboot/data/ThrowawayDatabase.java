package io.isolario.springboot.data;

import io.isolario.core.SandboxId;
import io.isolario.postgres.ThrowawayPostgres;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.util.ClassUtils;

/**
 * A database of its own for an application context that names none.
 *
 * <p>Its name is that of the application plus a random part, since several contexts in one JVM are several applications.
 */
public record ThrowawayDatabase(ConfigurableEnvironment environment, ListableBeanFactory beans) {

    public static final String PROPERTY_SOURCE = "isolario throwaway PostgreSQL";

    private static final Logger LOG = LoggerFactory.getLogger(ThrowawayDatabase.class);

    private static final String POLICY = "isolario.postgres";
    private static final String DRIVER = "org.postgresql.Driver";
    private static final List<String> EMBEDDED_DRIVERS =
            List.of("org.h2.Driver", "org.hsqldb.jdbc.JDBCDriver", "org.apache.derby.jdbc.EmbeddedDriver");
    private static final int LONGEST_APPLICATION_NAME = 32;
    private static final String URL = "spring.datasource.url";
    /** How Spring Boot names the property source of such a file. */
    private static final String CONFIGURATION_FILE = "Config resource ";

    private static final List<String> USERS_CHOICES = List.of(
            URL,
            "spring.datasource.hikari.jdbc-url",
            "spring.datasource.jndi-name",
            "spring.datasource.embedded-database-connection");

    /** In Boot 4.1 and in 3.5. */
    private static final List<String> CONNECTION_DETAILS = List.of(
            "org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails",
            "org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails");

    private static final String DETAILS_FROM_PROPERTIES = "PropertiesJdbcConnectionDetails";

    /** When a throwaway PostgreSQL is started. */
    enum Policy {
        AUTO,
        ALWAYS,
        NEVER
    }

    /** Returns the properties of the database, which is started for them; empty if the context is not to have one. */
    public Optional<Map<String, Object>> properties() {
        Policy policy = Binder.get(environment).bind(POLICY, Policy.class).orElse(Policy.AUTO);
        Optional<String> obstacle =
                switch (policy) {
                    case NEVER -> Optional.of(POLICY + "=never");
                    case ALWAYS -> missing().or(this::strongerChoice);
                    case AUTO -> missing().or(this::usersChoice);
                };
        if (obstacle.isEmpty()) {
            return Optional.of(Started.properties(name()));
        }
        if (policy == Policy.ALWAYS) {
            throw new IllegalStateException(POLICY + "=always asks for a throwaway PostgreSQL, but there can be none: "
                    + obstacle.get()
                    + (missing().isPresent()
                            ? " Ways out: add what is missing to the test class path, or set " + POLICY
                                    + "=never and spring.datasource.url."
                            : " Ways out: leave that out of the test, or set " + POLICY + "=auto, which lets it win."));
        }
        LOG.info("No throwaway PostgreSQL is started: {}", obstacle.get());
        return Optional.empty();
    }

    private Optional<String> missing() {
        ClassLoader loader = loader();
        if (!ClassUtils.isPresent("org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseType", loader)) {
            return Optional.of("the application does not use spring-jdbc.");
        }
        if (!ClassUtils.isPresent("io.isolario.postgres.ThrowawayPostgres", loader)) {
            return Optional.of("isolario-postgres is not on the class path.");
        }
        return ClassUtils.isPresent(DRIVER, loader)
                ? Optional.empty()
                : Optional.of("the driver org.postgresql:postgresql is not on the class path.");
    }

    /** A URL in a file of the application's is for its runs, and gives way. What a test, a bean or the command line says does not. */
    private Optional<String> strongerChoice() {
        boolean urlOfFile = environment.getPropertySources().stream()
                .filter(source -> source.containsProperty(URL))
                .findFirst()
                .filter(source -> source.getName().startsWith(CONFIGURATION_FILE))
                .isPresent();
        return USERS_CHOICES.stream()
                .filter(property -> environment.containsProperty(property) && !(urlOfFile && property.equals(URL)))
                .findFirst()
                .map(property -> property + " is set.")
                .or(this::connectionDetails);
    }

    private Optional<String> usersUrl() {
        return USERS_CHOICES.stream()
                .filter(environment::containsProperty)
                .findFirst()
                .map(property -> property + " is set.")
                .or(this::connectionDetails);
    }

    /** A bean that names a database, such as {@code @ServiceConnection} makes; Boot's own only repeats the properties. */
    private Optional<String> connectionDetails() {
        ClassLoader loader = loader();
        return CONNECTION_DETAILS.stream()
                .filter(type -> ClassUtils.isPresent(type, loader))
                .map(type -> ClassUtils.resolveClassName(type, loader))
                .flatMap(type -> Arrays.stream(beans.getBeanNamesForType(type, true, false)))
                .filter(this::isOfTheUser)
                .findFirst()
                .map(bean -> "the bean \"" + bean + "\" names a database.");
    }

    private boolean isOfTheUser(String bean) {
        Class<?> type = beans.getType(bean, false);
        return type == null || !type.getSimpleName().equals(DETAILS_FROM_PROPERTIES);
    }

    private Optional<String> usersChoice() {
        String driver = environment.getProperty("spring.datasource.driver-class-name", DRIVER);
        if (!driver.equals(DRIVER)) {
            return Optional.of("spring.datasource.driver-class-name is " + driver + ".");
        }
        return usersUrl().or(ThrowawayDatabase::embeddedDatabase);
    }

    /** Without a URL, Spring Boot takes an embedded database that is on the class path; that choice is the user's too. */
    private static Optional<String> embeddedDatabase() {
        return EMBEDDED_DRIVERS.stream()
                .filter(embedded -> ClassUtils.isPresent(embedded, ClassUtils.getDefaultClassLoader()))
                .findFirst()
                .map(embedded -> "the embedded database of " + embedded + " is on the class path; " + POLICY
                        + "=always prefers PostgreSQL.");
    }

    private static ClassLoader loader() {
        return Optional.ofNullable(ClassUtils.getDefaultClassLoader())
                .orElseGet(ThrowawayDatabase.class::getClassLoader);
    }

    private String name() {
        String application = environment.getProperty("spring.application.name", "application");
        String letters = application.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]", "_");
        String named = letters.matches("[a-z_].*") ? letters : "_" + letters;
        return named.substring(0, Math.min(LONGEST_APPLICATION_NAME, named.length())) + "_"
                + SandboxId.random().abbreviated();
    }

    /** Apart, so that the classes of isolario-postgres are only asked for where they exist. */
    private static final class Started {

        @SuppressWarnings("MustBeClosedChecker") // It lives as long as the JVM, and ends with it.
        static Map<String, Object> properties(String name) {
            ThrowawayPostgres postgres = ThrowawayPostgres.start();
            return Map.of(
                    "spring.datasource.url",
                    postgres.jdbcUrl(name),
                    "spring.datasource.username",
                    postgres.username(),
                    "spring.datasource.password",
                    postgres.password(),
                    "spring.datasource.driver-class-name",
                    DRIVER);
        }
    }
}
