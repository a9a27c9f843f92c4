package io.isolario.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.core.ManagedSandbox;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A path carries a sandbox where nothing else can: webhooks, images, event sources. */
abstract class PathVerification extends ContainerVerification {

    private static String in(ManagedSandbox sandbox) {
        return "/isolario/in/" + sandbox.id();
    }

    @Test
    void runsARequestInTheSandboxThatItsPathCarries() {
        ManagedSandbox ana = open("ana");

        HttpResponse<String> response = caller.get(in(ana) + "/owner");

        assertThat(response.body()).isEqualTo("ana");
        assertThat(response.headers().firstValue(HEADER)).contains(ana.id().value());
        assertThat(response.headers().firstValue("Server-Timing").orElseThrow())
                .matches("isolario;dur=[0-9]+\\.[0-9]{3}");
        assertThat(caller.post(in(ana) + "/reads", "1234").body()).isEqualTo("ana sent 4");
    }

    @Test
    void showsTheApplicationThePathWithoutThePrefix() {
        ManagedSandbox ana = open("ana");

        assertThat(caller.get(in(ana) + "/path?a=%20b").body()).isEqualTo("ana /app/path  /path /app/path a=%20b");
    }

    @Test
    void keepsWhoeverIsRedirectedBelowThePrefix() {
        ManagedSandbox ana = open("ana");

        HttpResponse<String> redirect = caller.get(in(ana) + "/redirects");
        HttpResponse<String> followed = following().get(in(ana) + "/redirects");

        assertThat(redirect.statusCode()).isEqualTo(302);
        assertThat(redirect.headers().firstValue("Location").orElseThrow())
                .endsWith("/app" + in(ana) + "/owner?from=redirect");
        assertThat(followed.body()).isEqualTo("ana");
    }

    @Test
    void runsEachRequestOfARedirectInTheSandboxOfItsHeader() {
        ManagedSandbox ana = open("ana");

        assertThat(following().get("/redirects", HEADER, ana.id().value()).body())
                .isEqualTo("ana");
        assertThat(caller.get("/redirects", HEADER, ana.id().value())
                        .headers()
                        .firstValue("Location")
                        .orElseThrow())
                .endsWith("/app/owner?from=redirect");
    }

    private Caller following() {
        return new Caller(
                container.port(),
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.ALWAYS)
                        .build());
    }

    @Test
    void prefersThePathToACookieAndRefusesAHeaderThatContradictsIt() {
        ManagedSandbox ana = open("ana");
        ManagedSandbox bob = open("bob");
        bob.finish();

        assertThat(caller.get(in(ana) + "/owner", "Cookie", "isolario=" + bob.id())
                        .body())
                .isEqualTo("ana");
        assertThat(caller.get(in(ana) + "/owner", HEADER, ana.id().value()).body())
                .isEqualTo("ana");
        assertThat(caller.get(in(ana) + "/owner", HEADER, bob.id().value()).statusCode())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/%s", "/%s0/owner", "/../in/%s/owner", "/0123456789abcdef0123456789abcdef/owner"})
    void refusesAPathThatCarriesNoSandboxOfOurs(String rest) {
        ManagedSandbox ana = open("ana");

        HttpResponse<String> response = caller.get("/isolario/in" + rest.formatted(ana.id()));

        assertThat(response.statusCode() == 200 ? response.body() : "" + response.statusCode())
                .isIn("400", "404", "410");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/../../../owner", "/./../../owner", "/..;/..;/..;/owner", "/%2e%2e/%2e%2e/owner"})
    void leadsNowhereElse(String rest) throws Exception {
        ManagedSandbox ana = open("ana");

        String answer = RawClient.exchange(container.port(), "GET /app" + in(ana) + rest + " HTTP/1.1\r\n");

        assertThat(answer).doesNotContain("\r\n\r\nnobody");
        assertThat(answer.substring(0, 12)).isIn("HTTP/1.1 400", "HTTP/1.1 404", "HTTP/1.1 200");
        assertThat(caller.get("/owner", HEADER, ana.id().value()).body()).isEqualTo("ana");
    }

    /** Whatever the container would route to our prefix is ours: the application is never served it in no sandbox. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/isolario;x/in/%s/owner",
                "/isolario/in;x=1/%s/owner",
                "/isolario/;x/in/%s/owner",
                "//isolario/in/%s/owner",
                "/isolario//in/%s/owner",
                "/./isolario/in/%s/owner",
                "/isolario/./in/%s/owner",
                "/owner/../isolario/in/%s/owner",
                "/%%69solario/in/%s/owner",
                "/isolario%%2Fin/%s/owner",
                "/isolario/in%%2f%s/owner",
                "/isolario%%3bx/in/%s/owner",
                "/isolario\\in/%s/owner",
                "/isolario/sandboxes;x",
                "/isolario;x/sandboxes",
                "/isolario//sandboxes",
                "/isolario/%%73andboxes",
                "/isolario;/catalog",
                "/isolario/./openapi.json",
                "/isolario/unknown",
                "/isolario/",
                "/isolario;x"
            })
    void noOtherSpellingOfOurPathsReachesTheApplication(String spelling) throws Exception {
        ManagedSandbox ana = open("ana");
        assertThat(caller.get("/owner").body()).isEqualTo("nobody"); // what the application would answer

        String answer =
                RawClient.exchange(container.port(), "GET /app" + spelling.formatted(ana.id()) + " HTTP/1.1\r\n");

        assertThat(answer).doesNotContain("nobody");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"evil.example", "evil.example:80", "127.0.0.1.evil.example", "localhost.evil.example", "[::2]"})
    void nothingOfOursAnswersToTheNameOfAnotherHost(String host) throws Exception {
        ManagedSandbox ana = open("ana");

        for (String path :
                new String[] {"/isolario/sandboxes", "/isolario/sandboxes/" + ana.id(), in(ana) + "/owner"}) {
            String answer = named(host, path);
            assertThat(answer).startsWith("HTTP/1.1 403");
            assertThat(answer).contains("The request was sent to the host \\\"" + host + "\\\". Without a secret");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LOCALHOST:8080",
                "127.0.0.1:1",
                "127.1.2.3",
                "[::1]:8080",
                "app.localhost",
                "localhost.",
                "host.docker.internal:8080"
            })
    void answersToTheNamesOfThisMachine(String host) throws Exception {
        ManagedSandbox ana = open("ana");

        assertThat(named(host, in(ana) + "/owner")).endsWith("ana");
    }

    @Test
    void answersToNamesThatWereAllowedAndToAnyWithASecret() throws Exception {
        restart(filter -> filter.allowedHosts(java.util.List.of("app.test")));
        assertThat(named("app.test:8080", in(open("ana")) + "/owner")).endsWith("ana");
        assertThat(named("evil.example", in(open("ana")) + "/owner")).startsWith("HTTP/1.1 403");

        restart(filter -> filter.secret("a secret"));
        assertThat(named("ci.example", in(open("ana")) + "/owner")).endsWith("ana");
    }

    private String named(String host, String path) throws Exception {
        return RawClient.exchange(container.port(), "GET /app" + path + " HTTP/1.1\r\n", host);
    }
}
