package io.isolario.junit;

import static io.isolario.junit.Fixtures.onlyFailure;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import org.junit.jupiter.api.Test;

class LocatedApplicationTest {

    @Sandboxed
    static class NobodyInCharge {

        @Test
        void runs() {}
    }

    @Test
    void isNamedWhenNoLocatorIsInCharge() {
        assertThat(onlyFailure(Fixtures.runWithoutLocator(NobodyInCharge.class)))
                .hasMessage("@Sandboxed found no application for \"NobodyInCharge > runs()\": none of the locators"
                        + " [io.isolario.junit.FixtureLocator] is in charge of"
                        + " io.isolario.junit.LocatedApplicationTest$NobodyInCharge. For a Spring Boot test, add"
                        + " isolario-spring-boot to the class path; otherwise give the class a"
                        + " \"@RegisterExtension static SandboxExtension\" made by SandboxExtension.with(resources) or"
                        + " SandboxExtension.of(registry).");
    }

    @Test
    void isNamedWhenThereIsNoLocatorAtAll() throws Exception {
        Class<?> type = new WithoutLocators().loadClass(NobodyInCharge.class.getName());

        assertThat(onlyFailure(Fixtures.runWithoutLocator(type)))
                .hasMessage(
                        "@Sandboxed found no application for \"NobodyInCharge > runs()\": no RegistryLocator is on the"
                                + " class path. For a Spring Boot test, add isolario-spring-boot to the class path; otherwise"
                                + " give the class a \"@RegisterExtension static SandboxExtension\" made by"
                                + " SandboxExtension.with(resources) or SandboxExtension.of(registry).");
    }

    /** Defines this class and its fixture anew, and hides the services of this test suite from it. */
    private static final class WithoutLocators extends ClassLoader {

        WithoutLocators() {
            super(LocatedApplicationTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(LocatedApplicationTest.class.getName())) {
                return super.loadClass(name, resolve);
            }
            try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }

        @Override
        public Enumeration<URL> getResources(String name) throws IOException {
            return name.endsWith(RegistryLocator.class.getName())
                    ? Collections.emptyEnumeration()
                    : super.getResources(name);
        }
    }
}
