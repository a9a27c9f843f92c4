package io.isolario.springboot.stub;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.isolario.core.Sandbox;
import io.isolario.core.SandboxOptions;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.Scope;
import io.isolario.springboot.notes.NotesApplication;
import io.isolario.wiremock.SandboxStubs;
import io.isolario.wiremock.Stubs;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.web.client.RestTemplate;

@Isolated("It starts applications: two that start at once configure one logging system.")
class StubsConfigurationTest {

    private static final String REAL = "https://api.github.example";

    @Test
    void putsTheUrlOfTheStubsInThePlaceOfTheRealOne() {
        try (ConfigurableApplicationContext notes =
                        start("--isolario.enabled=true", "--isolario.stubs.github.property=notes.github.url");
                Sandbox sandbox = notes.getBean(SandboxRegistry.class)
                        .open(SandboxOptions.builder("octocat").build());
                Scope scope = sandbox.enter()) {
            String url = notes.getEnvironment().getRequiredProperty("notes.github.url");
            Stubs github = Stubs.of(sandbox, "github");
            github.once(get("/zen").willReturn(ok("Design for failure.")));

            assertThat(url).isEqualTo(notes.getBean(SandboxStubs.class).baseUrl("github"));
            assertThat(notes.getEnvironment().getProperty("isolario.stubs.github.base-url"))
                    .isEqualTo(url);
            assertThat(notes.getBean(RestTemplate.class).getForObject(url + "/zen", String.class))
                    .isEqualTo("Design for failure.");
            assertThatCode(github::real)
                    .as("the former value is where the real service is")
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void takesStubsWithNullsOverTheHttpApi() throws Exception {
        try (ConfigurableApplicationContext notes =
                        start("--isolario.enabled=true", "--isolario.stubs.github.property=notes.github.url");
                Sandbox sandbox = notes.getBean(SandboxRegistry.class)
                        .open(SandboxOptions.builder("a browser").build())) {
            String port = notes.getEnvironment().getRequiredProperty("local.server.port");
            HttpRequest put = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/isolario/sandboxes/"
                            + sandbox.id().value() + "/stubs"))
                    .PUT(BodyPublishers.ofString("{\"github\": [{\"request\": {\"url\": \"/user\"},"
                            + " \"response\": {\"jsonBody\": {\"email\": null}}}]}"))
                    .build();

            HttpResponse<String> answer = HttpClient.newHttpClient().send(put, BodyHandlers.ofString());

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(answer.body()).contains("\"email\":null");
            try (Scope scope = sandbox.enter()) {
                assertThat(notes.getBean(RestTemplate.class)
                                .getForObject(
                                        notes.getEnvironment().getRequiredProperty("notes.github.url") + "/user",
                                        String.class))
                        .isEqualTo("{\"email\":null}");
            }
        }
    }

    @Test
    void closesThePortWithTheContext() {
        ConfigurableApplicationContext notes =
                start("--isolario.enabled=true", "--isolario.stubs.github.property=notes.github.url");
        int port = notes.getBean(SandboxStubs.class).port();
        notes.close();

        assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
                .isInstanceOf(ConnectException.class);
    }

    @Test
    void handsTheCertificateToSpring() {
        try (ConfigurableApplicationContext notes = start(
                "--isolario.enabled=true",
                "--isolario.stubs.github.property=notes.github.url",
                "--isolario.stubs.github.tls=true")) {
            assertThat(notes.getEnvironment().getProperty("notes.github.url")).startsWith("https://127.0.0.1:");
            assertThat(notes.getEnvironment()
                            .getProperty("spring.ssl.bundle.pem.isolario-stubs.truststore.certificate"))
                    .startsWith("-----BEGIN CERTIFICATE-----\n")
                    .endsWith("\n-----END CERTIFICATE-----\n");
        }
    }

    @Test
    void leavesAnApplicationAloneThatHasNoSandboxes() {
        try (ConfigurableApplicationContext notes = start("--isolario.stubs.github.property=notes.github.url")) {
            assertThat(notes.getEnvironment().getProperty("notes.github.url")).isEqualTo(REAL);
            assertThat(notes.getBeanNamesForType(SandboxStubs.class)).isEmpty();
        }
    }

    @Test
    void saysWhatIsMissing() {
        try (GenericApplicationContext context = new GenericApplicationContext()) {
            context.setClassLoader(new FilteredClassLoader(SandboxStubs.class));
            context.getEnvironment()
                    .getPropertySources()
                    .addFirst(new MapPropertySource(
                            "test",
                            Map.of("isolario.enabled", "true", "isolario.stubs.github.property", "notes.github.url")));

            assertThatThrownBy(() -> new StubsInitializer().initialize(context))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(
                            "isolario.stubs asks for stubs of [github], but isolario-wiremock is not on the class path."
                                    + " Add it in test scope, or remove these properties.");
        }
    }

    private static ConfigurableApplicationContext start(String... arguments) {
        return new SpringApplicationBuilder(NotesApplication.class)
                .properties("server.port=0", "spring.datasource.url=jdbc:h2:mem:stubs", "notes.github.url=" + REAL)
                .run(arguments);
    }
}
