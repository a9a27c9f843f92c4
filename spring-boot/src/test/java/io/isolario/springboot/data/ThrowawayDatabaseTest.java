package io.isolario.springboot.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.core.env.MapPropertySource;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.test.context.support.TestPropertySourceUtils;
import org.springframework.util.ClassUtils;

class ThrowawayDatabaseTest {

    @Test
    void givesEachContextADatabaseOfItsOwn() {
        Map<String, Object> one = properties("isolario.postgres=always", "spring.application.name=My Forum!")
                .orElseThrow();
        Map<String, Object> other = properties("isolario.postgres=always", "spring.application.name=My Forum!")
                .orElseThrow();

        assertThat(String.valueOf(one.get("spring.datasource.url")))
                .matches("jdbc:postgresql://127\\.0\\.0\\.1:\\d+/my_forum__[0-9a-f]{8}_\\w+");
        assertThat(other.get("spring.datasource.url")).isNotEqualTo(one.get("spring.datasource.url"));
    }

    @Test
    void keepsOutWhenTheUserHasChosenADatabase() {
        assertThat(properties("spring.datasource.url=jdbc:h2:mem:mine")).isEmpty();
        assertThat(properties("spring.datasource.driver-class-name=org.h2.Driver"))
                .isEmpty();
        assertThat(properties("spring.datasource.embedded-database-connection=h2"))
                .isEmpty();
    }

    @Test
    void keepsOutWhenABeanNamesADatabase() {
        DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
        beans.registerBeanDefinition("container", new RootBeanDefinition(connectionDetails()));

        assertThat(properties(beans, "isolario.postgres=auto")).isEmpty();
        assertThatThrownBy(() -> properties(beans, "isolario.postgres=always"))
                .hasMessage("isolario.postgres=always asks for a throwaway PostgreSQL, but there can be none: the bean"
                        + " \"container\" names a database. Ways out: leave that out of the test, or set isolario.postgres=auto,"
                        + " which lets it win.");
    }

    /** It cannot be unset by a property. */
    @Test
    void alwaysPrevailsOverAFileOfTheApplicationAndFailsBesideAStrongerChoice() {
        MockEnvironment environment = new MockEnvironment();
        environment
                .getPropertySources()
                .addLast(new MapPropertySource(
                        "Config resource 'class path resource [application.properties]' via location 'classpath:/'",
                        Map.of("spring.datasource.url", "jdbc:postgresql://production/shop")));
        environment.setProperty("isolario.postgres", "always");
        assertThat(new ThrowawayDatabase(environment, new DefaultListableBeanFactory()).properties())
                .isPresent();

        assertThatThrownBy(() -> properties("isolario.postgres=always", "spring.datasource.url=jdbc:h2:mem:mine"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("isolario.postgres=always asks for a throwaway PostgreSQL, but there can be none:"
                        + " spring.datasource.url is set. Ways out: leave that out of the test, or set isolario.postgres=auto,"
                        + " which lets it win.");
    }

    @Test
    void keepsOutWhenAnEmbeddedDatabaseIsThereUnlessAskedFor() {
        assertThat(properties("isolario.postgres=auto")).isEmpty();
        assertThat(properties("isolario.postgres=always")).isPresent();
    }

    @Test
    void keepsOutWhenToldTo() {
        assertThat(properties("isolario.postgres=never")).isEmpty();
    }

    @Test
    void saysWhatIsMissingWhenItIsAskedFor() {
        ClassLoader withoutDriver = new HidingClassLoader("org.postgresql.Driver");

        assertThat(inClassLoader(withoutDriver, "isolario.postgres=auto")).isEmpty();
        assertThatThrownBy(() -> inClassLoader(withoutDriver, "isolario.postgres=always"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "isolario.postgres=always asks for a throwaway PostgreSQL, but there can be none: the driver"
                                + " org.postgresql:postgresql is not on the class path. Ways out: add what is missing to the test"
                                + " class path, or set isolario.postgres=never and spring.datasource.url.");
    }

    /** Returns the interface of Spring Boot 4 or 3.5, whichever is on the class path. */
    private static Class<?> connectionDetails() {
        String boot4 = "org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails";
        String boot3 = "org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails";
        return ClassUtils.resolveClassName(ClassUtils.isPresent(boot4, null) ? boot4 : boot3, null);
    }

    private static Optional<Map<String, Object>> properties(String... pairs) {
        return properties(new DefaultListableBeanFactory(), pairs);
    }

    private static Optional<Map<String, Object>> properties(DefaultListableBeanFactory beans, String... pairs) {
        MockEnvironment environment = new MockEnvironment();
        TestPropertySourceUtils.addInlinedPropertiesToEnvironment(environment, pairs);
        return new ThrowawayDatabase(environment, beans).properties();
    }

    private static Optional<Map<String, Object>> inClassLoader(ClassLoader loader, String... pairs) {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(loader);
        try {
            return properties(pairs);
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    private static final class HidingClassLoader extends ClassLoader {

        private final String hidden;

        HidingClassLoader(String hidden) {
            super(ThrowawayDatabaseTest.class.getClassLoader());
            this.hidden = hidden;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.equals(hidden)) {
                throw new ClassNotFoundException(name);
            }
            return super.loadClass(name, resolve);
        }
    }
}
