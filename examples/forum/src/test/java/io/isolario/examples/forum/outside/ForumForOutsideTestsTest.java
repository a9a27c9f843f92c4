package io.isolario.examples.forum.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.context.ConfigurableApplicationContext;

/** Two clients from outside, each with a member of the same name. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForumForOutsideTestsTest {

    private final ConfigurableApplicationContext forum = ForumForOutsideTests.start("--server.port=0");
    private final String base = "http://localhost:" + ForumForOutsideTests.port(forum);
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterAll
    void stop() {
        forum.close();
    }

    @Test
    void servesTwoClientsWithTheSameLiterals() throws Exception {
        String ana = open("{\"name\":\"first\"}");
        String another = open("{\"name\":\"second\"}");

        for (String id : new String[] {ana, another}) {
            assertThat(send("POST", "/isolario/sandboxes/" + id + "/factories/member", "{\"login\":\"ana\"}"))
                    .contains("\"login\":\"ana\"");
            String login = send("POST", "/isolario/sandboxes/" + id + "/login", "{\"as\":\"ana\"}");
            assertThat(send(
                            "GET",
                            "/api/accounts/me",
                            "",
                            "X-Isolario-Sandbox",
                            id,
                            "Authorization",
                            find("Bearer [^\"]+", login)))
                    .contains("\"login\":\"ana\"");
        }
        assertThat(send("DELETE", "/isolario/sandboxes/" + ana, "")).contains("\"verdict\":\"clean\"");
        assertThat(send("GET", "/api/accounts/me", "", "X-Isolario-Sandbox", ana))
                .contains("\"reason\":\"closed\"");
        assertThat(send("DELETE", "/isolario/sandboxes/" + another, "")).contains("\"verdict\":\"clean\"");
    }

    /** There are 3 lanes here; see the pom. */
    @Test
    void saysWhoHasTheLanesWhenAllAreTaken() throws Exception {
        List<String> taken =
                List.of(open("{\"name\":\"one\"}"), open("{\"name\":\"two\"}"), open("{\"name\":\"three\"}"));

        HttpResponse<String> refused = answer("POST", "/isolario/sandboxes", "{\"name\":\"four\",\"wait\":\"200ms\"}");

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(refused.body())
                .contains("\"reason\":\"no-place\"", "all 3 are taken, by [", "-Disolario.lanes.max=n")
                .contains("isolario.http.max-open", "\"owner\":\"one\"", "\"owner\":\"two\"", "\"owner\":\"three\"");
        for (String id : taken) {
            assertThat(send("DELETE", "/isolario/sandboxes/" + id, "")).contains("\"verdict\":\"clean\"");
        }
        String four = open("{\"name\":\"four\",\"wait\":\"200ms\"}");
        assertThat(send("DELETE", "/isolario/sandboxes/" + four, "")).contains("\"verdict\":\"clean\"");
    }

    @Test
    void saysHowToUseIt() {
        assertThat(ForumForOutsideTests.howToUse(8080))
                .contains("http://localhost:8080/isolario/sandboxes")
                .doesNotContain("PORT");
    }

    private String open(String body) throws Exception {
        return find("[0-9a-f]{32}", send("POST", "/isolario/sandboxes", body));
    }

    private static String find(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return matcher.group();
    }

    private String send(String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        return answer(method, path, body, headers).body();
    }

    private HttpResponse<String> answer(String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path)).method(method, BodyPublishers.ofString(body));
        return client.send((headers.length == 0 ? request : request.headers(headers)).build(), BodyHandlers.ofString());
    }
}
