package io.isolario.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.core.ManagedSandbox;
import io.isolario.core.SandboxRegistry;
import io.isolario.http.scenario.Scenario;
import io.isolario.http.scenario.Scenarios;
import io.isolario.testing.Torture;
import io.isolario.testing.TortureRun;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever a client sends: no error of ours, nobody's data but its own, and nothing breaks. */
abstract class FuzzVerification extends ContainerVerification {

    private static final long SEED_OF_SHORT_RUN = 20261121L;
    private static final int FEW = 2_000;
    private static final int MANY = 100_000;
    private static final int ROUNDS_BETWEEN_TIDYING = 50;
    private static final List<String> CARRIERS =
            List.of(HEADER, "baggage", "Cookie", "User-Agent", "x-isolario-SANDBOX");
    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS");
    private static final List<String> BODIES = List.of(
            "{}",
            "{\"name\":\"carol\",\"isolation\":\"transaction\",\"ttl\":\"5s\",\"drain\":\"0\",\"wait\":\"0\"}",
            "{\"name\":\"carol\",\"scenarios\":[{\"name\":\"shop\",\"args\":{\"name\":\"a\",\"orders\":3}}]}",
            "{\"name\":\"a\",\"orders\":3}",
            "[{\"name\":\"a\",\"orders\":3}]",
            "");
    private static final List<String> BELOW = List.of(
            "",
            "/heartbeat",
            "/quiescence?timeout=1ms",
            "/quiescence?timeout=",
            "/reset",
            "/steps",
            "/scenarios/shop",
            "/scenarios/%2e%2e",
            "/factories/shop",
            "/login",
            "/mails?to=x",
            "/journal?kind=sql&after=1",
            "/journal?after=-",
            "/requests",
            "/sql",
            "/tasks",
            "/logs",
            "/stubs",
            "/clock",
            "/checkpoints/a",
            "/nothing",
            "?outcome=passed&drain=0",
            "?drain=%00",
            "//",
            "/..;/x",
            "/{id}");

    private record Shop(String name, int orders) {}

    @Override
    SandboxRegistry.Builder withResources(SandboxRegistry.Builder builder) {
        return builder.resource(Scenarios.of(
                Scenario.named("shop", Shop.class, (sandbox, shop) -> Map.of("name", shop.name())),
                Scenario.factory("shop", Shop.class, (sandbox, shop) -> Map.of("name", shop.name()))));
    }

    @Test
    void survivesAFewThousandRequests() throws Exception {
        survives(TortureRun.exactly(FEW, SEED_OF_SHORT_RUN));
    }

    @Test
    @Tag("torture")
    void survivesManyThousandRequests() throws Exception {
        survives(Torture.HTTP_REQUESTS.begin(FEW, MANY));
    }

    private void survives(TortureRun run) throws Exception {
        restart(filter -> filter.phoenixPath("/sandbox"));
        Noise noise = new Noise(run.seed());
        String seed = "seed " + run.seed();
        ManagedSandbox ana = open("ana");
        ManagedSandbox bob = open("bob");
        ManagedSandbox ended = open("zoe");
        ended.finish();
        List<String> ids =
                List.of(ana.id().value(), bob.id().value(), ended.id().value(), UNKNOWN);
        try (RawConnection connection = new RawConnection(container.port())) {
            for (int i = 0; run.goesOn(i); i++) {
                if (noise.oneIn(3)) {
                    callTheApi(
                            noise,
                            List.of(ended.id().value(), UNKNOWN, victim(ana, bob)),
                            connection,
                            seed + ", call " + i);
                } else {
                    useTheApplication(noise, ids, Map.of("ana", ana, "bob", bob), connection, seed + ", request " + i);
                }
                if (i % ROUNDS_BETWEEN_TIDYING == 0) {
                    tidy(ana, bob);
                }
            }
        }
        tidy(ana, bob);
        ana.awaitQuiescence();
        bob.awaitQuiescence();
        assertThat(caller.get("/owner", HEADER, ana.id().value()).body()).isEqualTo("ana");
        assertThat(caller.get("/owner", HEADER, bob.id().value()).body()).isEqualTo("bob");
        assertThat(ana.finish().problems()).isEmpty();
        assertThat(bob.finish().problems()).isEmpty();
    }

    private String victim(ManagedSandbox ana, ManagedSandbox bob) {
        return registry.openSandboxes().stream()
                .filter(sandbox -> sandbox != ana && sandbox != bob)
                .findFirst()
                .orElseGet(() -> open("carol"))
                .id()
                .value();
    }

    private void tidy(ManagedSandbox ana, ManagedSandbox bob) {
        registry.openSandboxes().stream()
                .filter(sandbox -> sandbox != ana && sandbox != bob)
                .forEach(ManagedSandbox::finish);
    }

    private void useTheApplication(
            Noise noise, List<String> ids, Map<String, ManagedSandbox> owners, RawConnection connection, String round)
            throws Exception {
        StringBuilder headers = new StringBuilder();
        for (int i = noise.upTo(3); i >= 0; i--) {
            headers.append(noise.oneOf(CARRIERS))
                    .append(": ")
                    .append(noise.text(ids))
                    .append("\r\n");
        }
        boolean upload = noise.oneIn(4);
        String path = noise.oneIn(5) ? "/isolario/in/" + noise.text(ids).replaceAll("[^!-~]", "") + "/owner" : "/owner";
        path = upload ? "/reads" : path;
        String body = upload ? noise.json(BODIES) : "";

        RawConnection.Answer answer =
                connection.exchange(request(upload ? "POST" : "GET", path, headers.toString(), body));

        String what = round + ": " + path + "\n" + headers + body + "\n" + answer;
        assertThat(answer.status()).as(what).isLessThan(500);
        if (answer.status() == 200) {
            String owner = answer.body().split(" ", 2)[0];
            if (owner.equals("nobody")) {
                assertThat(headers.toString().toLowerCase(java.util.Locale.ROOT))
                        .as(what)
                        .doesNotContain("x-isolario-sandbox:");
                assertThat(path).as(what).doesNotStartWith("/isolario/in/");
            } else {
                assertThat(owners).as(what).containsKey(owner);
                assertThat(path + headers)
                        .as(what)
                        .contains(taken(owners.get(owner)).id().value());
            }
        }
    }

    private void callTheApi(Noise noise, List<String> ids, RawConnection connection, String round) throws Exception {
        String path = noise.oneIn(3)
                ? noise.oneOf(List.of(API, "/isolario/catalog", "/isolario/openapi.json", "/sandbox"))
                : API + "/" + noise.id(ids).replaceAll("[^!-~]", "") + noise.oneOf(BELOW);
        String headers = noise.oneIn(4) ? "Idempotency-Key: " + noise.text(ids) + "\r\n" : "";
        headers += noise.oneIn(6) ? "Origin: " + noise.text(ids) + "\r\n" : "";
        headers += noise.oneIn(6) ? "X-Forwarded-For: " + noise.text(ids) + "\r\n" : "";
        headers += noise.oneIn(6) ? "User-Agent: " + noise.text(ids) + "\r\n" : "";
        String body = noise.json(BODIES);

        RawConnection.Answer answer = connection.exchange(request(noise.oneOf(METHODS), path, headers, body));

        String what = round + ": " + path + "\n" + headers + body + "\n" + answer;
        assertThat(answer.status())
                .as(what)
                .satisfiesAnyOf(status -> assertThat(status).isLessThan(500), status -> assertThat(status)
                        .isEqualTo(501));
        assertThat(answer.body()).as(what).doesNotContain("\tat ");
    }

    private static byte[] request(String method, String path, String headers, String body) {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        byte[] head = (method + " /app" + path.replaceAll("[{}\"<>^`|\\\\]", "_") + " HTTP/1.1\r\nHost: localhost\r\n"
                        + headers + "Content-Length: " + content.length + "\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8);
        byte[] all = java.util.Arrays.copyOf(head, head.length + content.length);
        System.arraycopy(content, 0, all, head.length, content.length);
        return all;
    }
}
