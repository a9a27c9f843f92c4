package io.isolario.doubles;

import static io.isolario.doubles.InSandbox.call;
import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.core.ManagedSandbox;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LateClassTest {

    private final InSandbox shop = new InSandbox();
    private final ManagedSandbox sandbox = shop.open("ana");

    /** Nobody else uses these, so that they are loaded when a test says so. */
    public interface Weather {
        String today();
    }

    public abstract static class Station implements Weather {}

    public static final class Buoy extends Station {
        @Override
        public String today() {
            return "waves";
        }
    }

    public static final class Mountain implements Supplier<Weather> {
        @Override
        public Weather get() {
            return new Weather() {
                @Override
                public String today() {
                    return "snow";
                }
            };
        }
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void isReplacedThoughItAndItsSuperclassWereLoadedLater() throws Exception {
        sandbox.replace(Weather.class, () -> "fake");

        Weather buoy = (Weather) load("Buoy", getClass().getClassLoader());

        assertThat(call(sandbox, buoy::today)).isEqualTo("fake");
        assertThat(buoy.today()).isEqualTo("waves");
    }

    @Test
    void canBeAnonymousOrADynamicProxy() throws Exception {
        Weather proxy = (Weather) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Weather.class}, (self, method, arguments) -> "proxy");
        sandbox.replace(Weather.class, () -> "fake");
        Weather later = (Weather) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Weather.class, Runnable.class},
                (self, method, arguments) -> "later proxy");

        Weather anonymous = new Mountain().get();

        assertThat(call(sandbox, () -> anonymous.today() + ", " + proxy.today() + ", " + later.today()))
                .isEqualTo("fake, fake, fake");
        assertThat(anonymous.today() + ", " + proxy.today() + ", " + later.today())
                .isEqualTo("snow, proxy, later proxy");
    }

    @Test
    void ofTheSameNameInAnotherClassLoaderIsAnotherType() throws Exception {
        URL classes = getClass().getProtectionDomain().getCodeSource().getLocation();
        sandbox.replace(Weather.class, () -> "fake");

        try (URLClassLoader loader = new URLClassLoader(new URL[] {classes}, null)) {
            Object buoy = load("Buoy", loader);

            assertThat(call(sandbox, () -> buoy.getClass().getMethod("today").invoke(buoy)))
                    .isEqualTo("waves");
        }
    }

    private static Object load(String name, ClassLoader loader) throws Exception {
        return Class.forName(LateClassTest.class.getName() + "$" + name, true, loader)
                .getConstructor()
                .newInstance();
    }
}
