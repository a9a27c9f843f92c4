package io.isolario.junit;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Optional;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the user has set for JUnit, in the order in which JUnit itself looks. What a build hands to the launcher directly cannot be
 * seen; it wins over system properties.
 */
final class UserSettings {

    private static final Logger LOG = LoggerFactory.getLogger(SandboxSessionListener.class);
    private static final String FILE = "junit-platform.properties";

    private final Properties systemProperties;
    private final Properties file;

    UserSettings(Properties systemProperties, Properties file) {
        this.systemProperties = systemProperties;
        this.file = file;
    }

    /** Reads the system properties and the first {@code junit-platform.properties} on the class path, as JUnit does. */
    static UserSettings read() {
        return new UserSettings(
                System.getProperties(), readFile(Thread.currentThread().getContextClassLoader()));
    }

    private static Properties readFile(ClassLoader loader) {
        Properties properties = new Properties();
        URL url = loader.getResource(FILE);
        if (url == null) {
            return properties;
        }
        try (InputStream in = url.openStream()) {
            properties.load(in);
        } catch (IOException | IllegalArgumentException failure) {
            LOG.warn("Cannot read {}; going on as if it were empty.", url, failure);
        }
        return properties;
    }

    Optional<Setting> find(String key) {
        return find(key, systemProperties, "the system properties").or(() -> find(key, file, FILE));
    }

    private static Optional<Setting> find(String key, Properties properties, String origin) {
        return Optional.ofNullable(properties.getProperty(key)).map(value -> new Setting(value.strip(), origin));
    }

    /** A value, and where the user set it. */
    record Setting(String value, String origin) {}
}
