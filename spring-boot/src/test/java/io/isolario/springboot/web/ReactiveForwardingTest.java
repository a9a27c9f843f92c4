package io.isolario.springboot.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.http.Sender;
import io.isolario.springboot.reactive.ReactiveApplication;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.web.server.WebFilter;

/** A reactive application that takes addresses from forwarding headers: they open the API to nobody. */
@Isolated("It starts applications: two that start at once configure one logging system.")
class ReactiveForwardingTest {

    private static final String API = "/isolario/sandboxes";

    /** Hears what each request for the application tells of its sender. */
    @TestConfiguration(proxyBeanMethods = false)
    static class Listening {

        private final BlockingQueue<ReactiveCall> calls = new LinkedBlockingQueue<>();

        @Bean
        WebFilter listener() {
            return (exchange, chain) -> {
                calls.add(new ReactiveCall(exchange.getRequest(), new byte[0]));
                return chain.filter(exchange);
            };
        }
    }

    private static ConfigurableApplicationContext run(String strategy) {
        return new SpringApplicationBuilder(ReactiveApplication.class, Listening.class)
                .web(WebApplicationType.REACTIVE)
                .run(
                        "--server.port=0",
                        "--server.forward-headers-strategy=" + strategy,
                        "--isolario.enabled=true",
                        "--spring.datasource.url=jdbc:h2:mem:forwarding-" + strategy);
    }

    private static HttpResponse<String> send(
            ConfigurableApplicationContext context, String method, String path, String... headers) {
        String port = context.getEnvironment().getProperty("local.server.port");
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, BodyPublishers.noBody());
        try {
            return HttpClient.newHttpClient()
                    .send((headers.length == 0 ? request : request.headers(headers)).build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"native", "framework"})
    void answersLoopbackAddressesOnly(String strategy) {
        try (ConfigurableApplicationContext context = run(strategy)) {
            assertThat(send(context, "POST", API).statusCode()).isEqualTo(201);
            assertThat(send(context, "POST", API, "X-Forwarded-For", "127.0.0.1, ::1")
                            .statusCode())
                    .isEqualTo(201);
            assertThat(send(context, "POST", API, "X-Forwarded-For", "127.0.0.1, 203.0.113.7")
                            .body())
                    .contains("comes from, through or to \\\"203.0.113.7\\\"");
            assertThat(send(context, "POST", API, "Forwarded", "for=127.0.0.1, for=203.0.113.7")
                            .statusCode())
                    .isEqualTo(403);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"native", "framework"})
    void knowsBothEndsOfTheConnectionWhateverAClientClaims(String strategy) throws Exception {
        try (ConfigurableApplicationContext context = run(strategy)) {
            String[] claims = {"X-Forwarded-For", "203.0.113.7", "X-Forwarded-Host", "198.51.100.1:80"};

            send(context, "GET", "/owner", claims);

            ReactiveCall call = Objects.requireNonNull(
                    context.getBean(Listening.class).calls.poll(30, TimeUnit.SECONDS));
            assertThat(call.remoteAddress()).as("what Spring believes").isEqualTo("203.0.113.7");
            Sender sender = call.received();
            assertThat(sender.remoteAddress()).isEqualTo("127.0.0.1");
            assertThat(sender.localAddress()).isEqualTo("127.0.0.1");
            assertThat(sender.headers().values("X-Forwarded-For")).isEqualTo(List.of("203.0.113.7"));
        }
    }

    @Test
    void trustsNoForwardingHeaderOfAServerThatItDoesNotKnow() {
        ReactiveCall plain = new ReactiveCall(unknown().build(), new byte[0]);
        ReactiveCall forwarded = new ReactiveCall(
                unknown().header("X-Forwarded-Host", "127.0.0.1").build(), new byte[0]);

        assertThat(plain.received().localAddress()).isEqualTo("127.0.0.1");
        assertThat(forwarded.received().localAddress()).isEmpty();
        assertThat(forwarded.received().remoteAddress()).isEmpty();
    }

    private static MockServerHttpRequest.BaseBuilder<?> unknown() {
        return MockServerHttpRequest.get("/")
                .remoteAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 4711))
                .localAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 80));
    }
}
