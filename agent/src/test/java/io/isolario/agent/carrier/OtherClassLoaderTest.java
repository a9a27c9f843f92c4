package io.isolario.agent.carrier;

import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.agent.Attached;
import io.isolario.core.Sandbox;
import io.isolario.core.SandboxOptions;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.Scope;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A library may be in another class loader that does not see the agent, for example in an application server. */
@ExtendWith(Attached.class)
class OtherClassLoaderTest {

    @Test
    void aClientInAnotherClassLoaderCarriesTheSandbox() throws Exception {
        try (SandboxRegistry registry = SandboxRegistry.builder("shop").build();
                EchoServer server = new EchoServer("127.0.0.1");
                URLClassLoader loader = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
            Sandbox ana = registry.open(SandboxOptions.builder("ana").build());
            Callable<?> caller = (Callable<?>) loader.loadClass(Caller.class.getName())
                    .getConstructor(String.class)
                    .newInstance(server.url("/echo"));

            assertThat(caller.getClass()).isNotSameAs(Caller.class);
            assertThat(caller.call()).isEqualTo(EchoServer.NOTHING);
            try (Scope scope = ana.enter()) {
                assertThat(caller.call()).isEqualTo(ana.id().value());
            }
        }
    }

    private static URL[] classPath() {
        List<URL> all = new ArrayList<>();
        for (Class<?> each : List.of(Caller.class, OkHttpClient.class, okio.Okio.class, kotlin.Unit.class)) {
            all.add(each.getProtectionDomain().getCodeSource().getLocation());
        }
        return all.toArray(new URL[0]);
    }

    /** Runs in the other class loader. */
    public static final class Caller implements Callable<String> {

        private final String url;

        public Caller(String url) {
            this.url = url;
        }

        @Override
        public String call() throws Exception {
            OkHttpClient client = new OkHttpClient();
            try (Response response =
                    client.newCall(new Request.Builder().url(url).build()).execute()) {
                return response.body().string();
            } finally {
                client.connectionPool().evictAll();
            }
        }
    }
}
