package io.isolario.mount;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.isolario.core.ManagedSandbox;
import io.isolario.core.Problem;
import io.isolario.core.RefusalException;
import io.isolario.core.SandboxOptions;
import io.isolario.core.SandboxRegistry;
import io.isolario.mount.Caller.Answer;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MountTest {

    private final SandboxRegistry registry = SandboxRegistry.builder("mounts").build();
    private final ManagedSandbox sandbox =
            registry.open(SandboxOptions.builder("mount").build());

    @AfterEach
    void closeRegistry() {
        registry.close();
    }

    @Test
    void givesAHandlerAPortOfItsOwnInTheSandbox() {
        Mount mount = Mount.handler(sandbox, exchange -> {
            byte[] body = ManagedSandbox.current()
                    .map(ManagedSandbox::toString)
                    .orElse("none")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        });

        assertThat(Caller.at(mount.baseUrl()).get("/").body()).isEqualTo(sandbox.toString());
    }

    @Test
    void failsTheTestWhenTheHandlerFails() {
        Mount mount = Mount.handler(sandbox, exchange -> {
            throw new IllegalStateException("no such order");
        });

        Answer answer = Caller.at(mount.baseUrl()).get("/orders/7");

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.body()).isEqualTo("java.lang.IllegalStateException: no such order");
        assertThat(sandbox.finish().problems())
                .extracting(Problem::message)
                .containsExactly("The mounted handler failed at GET /orders/7: java.lang.IllegalStateException: no such"
                        + " order");
    }

    @Test
    void closesThePortWithTheSandbox() {
        Mount mount = Mount.handler(sandbox, exchange -> exchange.sendResponseHeaders(204, -1));
        Caller caller = Caller.at(mount.baseUrl());
        assertThat(caller.get("/").status()).isEqualTo(204);

        sandbox.close();

        assertThatThrownBy(() -> caller.tryGet("/")).isInstanceOf(ConnectException.class);
    }

    @Test
    void canBeClosedByTheTestAsWellAsByTheSandbox() {
        try (Mount handler = Mount.handler(sandbox, exchange -> exchange.sendResponseHeaders(204, -1));
                Mount servlet = ServletMount.of(sandbox, new Greeting())) {
            assertThat(Caller.at(handler.baseUrl()).get("/").status()).isEqualTo(204);
            assertThat(Caller.at(servlet.baseUrl()).get("/?name=Ana").status()).isEqualTo(200);
        }

        assertThat(sandbox.finish().problems()).extracting(Problem::message).isEmpty();
    }

    @Test
    void givesAServletAPortOfItsOwnInTheSandbox() {
        Mount mount = ServletMount.of(sandbox, new Greeting());

        Caller caller = Caller.at(mount.baseUrl());
        assertThat(caller.get("/any/path?name=Ana").body()).isEqualTo("Hello Ana, from " + sandbox);
        sandbox.close();
        assertThatThrownBy(() -> caller.tryGet("/")).isInstanceOf(IOException.class);
    }

    @Test
    void leavesNothingOfAServletsServer() {
        ServletServer first = ServletServer.start(sandbox, new Greeting());
        first.stop();
        ServletServer second = ServletServer.start(sandbox, new Greeting());
        second.stop();

        assertThat(System.getProperties()).doesNotContainKeys("catalina.base", "catalina.home");
        assertThat(first.directory()).doesNotExist();
        assertThat(second.directory()).doesNotExist();
    }

    @Test
    void failsTheTestWhenTheServletFails() {
        Mount mount = ServletMount.of(sandbox, new Greeting());

        assertThat(Caller.at(mount.baseUrl()).get("/").status()).isEqualTo(500);
        assertThat(sandbox.finish().problems())
                .extracting(Problem::message)
                .containsExactly("The mounted handler failed at GET /: java.lang.IllegalArgumentException: no name");
    }

    @Test
    void saysWhatAServletNeeds() {
        assertThatThrownBy(() -> ServletMount.requireTomcat(sandbox, ClassLoader.getPlatformClassLoader()))
                .isInstanceOf(RefusalException.class)
                .hasMessage(
                        "A servlet cannot be mounted in sandbox " + sandbox + ": there is no embedded Tomcat to run it."
                                + " Add org.apache.tomcat.embed:tomcat-embed-core to the test class path, or mount a handler by"
                                + " Mount.handler(..).");
    }

    private static final class Greeting extends HttpServlet {

        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            if (request.getParameter("name") == null) {
                throw new IllegalArgumentException("no name");
            }
            response.getWriter()
                    .print("Hello " + request.getParameter("name") + ", from "
                            + ManagedSandbox.current().orElseThrow());
        }
    }
}
