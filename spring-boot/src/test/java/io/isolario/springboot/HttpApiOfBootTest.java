package io.isolario.springboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.isolario.core.ManagedSandbox;
import io.isolario.core.SandboxId;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.capture.CapturedLogs;
import io.isolario.core.event.LogEntry;
import io.isolario.core.event.LogLevel;
import io.isolario.http.scenario.Scenario;
import io.isolario.http.scenario.Scenarios;
import io.isolario.springboot.notes.Notes;
import io.isolario.springboot.notes.NotesApplication;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/** What the HTTP API is in a Boot application: with scenarios among the beans of a test, and not there at all when it is off. */
@Isolated("It starts applications: two that start at once configure one logging system.")
class HttpApiOfBootTest {

    private static final String API = "/isolario/sandboxes";

    record ShoppingList(List<String> items) {}

    @TestConfiguration(proxyBeanMethods = false)
    static class Seeds {

        @Bean
        Scenario<ShoppingList> shoppingList(Notes notes) {
            return Scenario.named("shopping-list", ShoppingList.class, (sandbox, list) -> {
                list.items().forEach(notes::add);
                return Map.of("items", list.items().size());
            });
        }
    }

    private static ConfigurableApplicationContext run(String... arguments) {
        String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "--server.port=0";
        all[arguments.length + 1] = "--spring.datasource.url=jdbc:h2:mem:api-" + System.nanoTime();
        return new SpringApplicationBuilder(NotesApplication.class, Seeds.class).run(all);
    }

    private static HttpResponse<String> send(
            ConfigurableApplicationContext context, String method, String path, String body, String... headers) {
        String port = context.getEnvironment().getProperty("local.server.port");
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, BodyPublishers.ofString(body));
        try {
            return HttpClient.newHttpClient()
                    .send((headers.length == 0 ? request : request.headers(headers)).build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void runsScenariosThatAreBeansOfATest() {
        try (ConfigurableApplicationContext context = run("--isolario.enabled=true")) {
            HttpResponse<String> opened = send(
                    context,
                    "POST",
                    API,
                    "{\"name\":\"ana\",\"scenarios\":[{\"name\":\"shopping-list\",\"args\":{\"items\":[\"milk\"]}}]}");
            String id = opened.headers().firstValue("Location").orElseThrow().replaceFirst(".*/", "");

            assertThat(opened.body()).contains("\"scenarioResults\":[{\"items\":1}]");
            assertThat(send(context, "GET", "/notes", "", "Cookie", "isolario=" + id)
                            .body())
                    .isEqualTo("[\"" + NotesApplication.SEED + "\",\"milk\"]");
            assertThat(send(context, "GET", "/isolario/in/" + id + "/notes", "").body())
                    .isEqualTo("[\"" + NotesApplication.SEED + "\",\"milk\"]");
            assertThat(send(context, "GET", "/notes", "").body()).isEqualTo("[\"" + NotesApplication.SEED + "\"]");
            assertThat(send(context, "GET", "/isolario/catalog", "").body()).contains("\"name\":\"shopping-list\"");

            ManagedSandbox sandbox = context.getBean(SandboxRegistry.class).find(SandboxId.parse(id));
            assertThat(Scenarios.of(sandbox).run("shopping-list", new ShoppingList(List.of("bread"))))
                    .isEqualTo(Map.of("items", 1));
            assertThat(send(context, "GET", "/notes", "", "Cookie", "isolario=" + id)
                            .body())
                    .contains("bread");
            assertThat(send(context, "DELETE", API + "/" + id, "").body()).contains("\"verdict\":\"clean\"");
        }
    }

    @Test
    void returnsTheLinesOfASandbox() {
        try (ConfigurableApplicationContext context = run("--isolario.enabled=true")) {
            String id = open(context);
            ManagedSandbox sandbox = context.getBean(SandboxRegistry.class).find(SandboxId.parse(id));
            sandbox.session(CapturedLogs.class)
                    .add(new LogEntry(Instant.now(), LogLevel.WARN, "shop", "main", "sold out", Optional.empty()));

            assertThat(send(context, "GET", API + "/" + id + "/logs?level=warn", "")
                            .body())
                    .contains("\"logger\":\"shop\"", "\"message\":\"sold out\"", "\"dropped\":0");
            assertThat(send(context, "GET", API + "/" + open(context) + "/logs", "")
                            .body())
                    .doesNotContain("sold out");
        }
    }

    private static String open(ConfigurableApplicationContext context) {
        return send(context, "POST", API, "{\"name\":\"ana\"}")
                .headers()
                .firstValue("Location")
                .orElseThrow()
                .replaceFirst(".*/", "");
    }

    @Test
    void isConfiguredByProperties() {
        try (ConfigurableApplicationContext context = run(
                "--isolario.enabled=true",
                "--isolario.http.require-sandbox=true",
                "--isolario.http.max-open=1",
                "--isolario.http.allowed-origins=http://app.test:4200")) {
            assertThat(send(context, "GET", "/notes", "").statusCode()).isEqualTo(428);
            assertThat(send(context, "POST", API, "", "Origin", "http://app.test:4200")
                            .headers()
                            .firstValue("Access-Control-Allow-Origin"))
                    .contains("http://app.test:4200");
            assertThat(send(context, "POST", API, "{\"wait\":\"0\"}").statusCode())
                    .isEqualTo(503);
        }
    }

    @Test
    void isNotThereWhenItIsOff() {
        try (ConfigurableApplicationContext context = run()) {
            for (String path : List.of(
                    API,
                    API + "/0123456789abcdef0123456789abcdef",
                    "/isolario/catalog",
                    "/isolario/openapi.json",
                    "/isolario/in/0123456789abcdef0123456789abcdef/notes",
                    "/sandbox")) {
                for (String method : List.of("GET", "POST", "DELETE", "PUT")) {
                    assertThat(send(context, method, path, "").statusCode())
                            .as(method + " " + path)
                            .isEqualTo(404);
                }
            }
            HttpResponse<String> carrying =
                    send(context, "GET", "/notes", "", "X-Isolario-Sandbox", "x", "Cookie", "isolario=x");
            assertThat(carrying.statusCode()).isEqualTo(200);
            assertThat(carrying.headers().map().keySet())
                    .noneMatch(name -> name.toLowerCase(java.util.Locale.ROOT).contains("isolario"))
                    .doesNotContain("server-timing");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"prod", "production"})
    void refusesToBeThereInProduction(String profile) {
        assertThatThrownBy(() -> {
                    try (ConfigurableApplicationContext context =
                            run("--isolario.enabled=true", "--spring.profiles.active=" + profile)) {
                        send(context, "GET", "/notes", "");
                    }
                })
                .hasRootCauseMessage("isolario.enabled is true, and a profile of production is active: " + profile
                        + ". The HTTP API of sandboxes has no place there. Ways out: take Isolario off the class path or set"
                        + " isolario.enabled=false; in a test, leave the profile out, or set isolario.http.secret.");
    }
}
