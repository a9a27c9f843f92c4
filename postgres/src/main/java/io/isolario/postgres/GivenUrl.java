package io.isolario.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A server of the user's own, named by a JDBC URL. It is not ours: nothing is created or dropped there.
 *
 * <p>Thread-safe.
 */
final class GivenUrl implements DatabaseSource {

    /** Ends those messages that have no better way out. */
    static final String WAY_OUT = "or use a server of your own: name its JDBC URL by the system property "
            + ThrowawayPostgres.URL_PROPERTY + " or the environment variable "
            + variable(ThrowawayPostgres.URL_PROPERTY);

    /** Finds the value of a system property or an environment variable. */
    interface Lookup {
        @Nullable
        String find(String name);
    }

    private static final String PLACEHOLDER = "{database}";

    private final String url;
    private final String username;
    private final String password;
    /** The one name that stands for the URL's database, once it has been used. */
    private final AtomicReference<@Nullable String> onlyName = new AtomicReference<>();

    private GivenUrl(String url, String username, String password) {
        this.url = url;
        this.username = username;
        this.password = password;
    }

    static Optional<GivenUrl> find() {
        return find(System::getProperty, System::getenv);
    }

    static Optional<GivenUrl> find(Lookup properties, Lookup environment) {
        String url = value(ThrowawayPostgres.URL_PROPERTY, properties, environment);
        if (url == null) {
            return Optional.empty();
        }
        String username = value(ThrowawayPostgres.USERNAME_PROPERTY, properties, environment);
        String password = value(ThrowawayPostgres.PASSWORD_PROPERTY, properties, environment);
        return Optional.of(new GivenUrl(
                url,
                username == null ? parameter(url, "user", System.getProperty("user.name")) : username,
                password == null ? parameter(url, "password", "") : password));
    }

    @Override
    public String jdbcUrl(String name) {
        if (url.contains(PLACEHOLDER)) {
            return url.replace(PLACEHOLDER, name);
        }
        onlyName.compareAndSet(null, name);
        String first = onlyName.get();
        if (!name.equals(first)) {
            throw new ThrowawayPostgresException(
                    ("The given JDBC URL has one database, which already stands for \"%s\"; \"%s\" was asked for too. "
                                    + "Write %s where the name belongs, as in jdbc:postgresql://localhost:5432/%s, and create "
                                    + "both databases; or drop the system property %s (environment variable %s), "
                                    + "and a throwaway server is started.")
                            .formatted(
                                    first,
                                    name,
                                    PLACEHOLDER,
                                    PLACEHOLDER,
                                    ThrowawayPostgres.URL_PROPERTY,
                                    variable(ThrowawayPostgres.URL_PROPERTY)));
        }
        return url;
    }

    @Override
    public String username() {
        return username;
    }

    @Override
    public String password() {
        return password;
    }

    @Override
    public void close() {
        // Nothing of it is ours.
    }

    @Override
    public String toString() {
        return "given by the user";
    }

    private static String variable(String property) {
        return property.toUpperCase(Locale.ROOT).replace('.', '_');
    }

    private static @Nullable String value(String property, Lookup properties, Lookup environment) {
        String chosen = properties.find(property);
        if (chosen == null || chosen.isBlank()) {
            chosen = environment.find(variable(property));
        }
        return chosen == null || chosen.isBlank() ? null : chosen;
    }

    private static String parameter(String url, String name, String otherwise) {
        int query = url.indexOf('?');
        for (String parameter :
                query < 0 ? new String[0] : url.substring(query + 1).split("&", -1)) {
            if (parameter.startsWith(name + "=")) {
                return URLDecoder.decode(parameter.substring(name.length() + 1), UTF_8);
            }
        }
        return otherwise;
    }
}
