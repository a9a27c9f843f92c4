package io.isolario.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client can ask for when it opens a sandbox. */
class OpeningTest extends EndpointFixture {

    @Test
    void takesTheTimeOutsOfTheClient() {
        assertThat(post(API, "{\"ttl\":\"5s\",\"maxLifetime\":\"2m\"}").body())
                .contains("\"idleTimeoutMs\":5000,\"maxLifetimeMs\":120000,\"expiresAt\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "\"0\"", "\"0s\""})
    void suspendsEveryTimeOutForWhoeverDebugs(String none) {
        assertThat(post(API, "{\"ttl\":" + none + "}").body())
                .contains("\"idleTimeoutMs\":0,\"maxLifetimeMs\":0,\"waitedMs\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"ttl\":60}        | \"ttl\" is \"60\", which is no length of time. Send a number with its unit, as in 500ms, 60s or 10m, or 0 for none; at most 24h.",
                "{\"drain\":\"25h\"} | \"drain\" is \"25h\", which is no length of time. Send a number with its unit, as in 500ms, 60s or 10m, or 0 for none; at most 24h.",
                "{\"scenarios\":{}}  | \"scenarios\" is not a list of scenarios. Send [{\"name\": .., \"args\": {..}}, ..], or leave it out.",
                "{\"scenarios\":[1]} | \"scenarios\" is not a list of scenarios. Send [{\"name\": .., \"args\": {..}}, ..], or leave it out.",
                "{\"name\":\"\\ud800\"} | The body is not a JSON object: Half of a surrogate pair in the string that ends at character 15. Send {\"name\": .., \"isolation\": ..}, or no body at all.",
            })
    void refusesWhatItDoesNotUnderstand(String body, String detail) {
        ApiResponse answer = post(API, body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(detail(answer)).isEqualTo(detail);
        assertThat(registry.openSandboxes()).isEmpty();
    }

    @Test
    void warnsOfMembersThatItDoesNotKnow() {
        assertThat(members(post(API, "{\"datasources\":[\"main\"]}")).get("warnings"))
                .isEqualTo(List.of("\"datasources\" means nothing here and was left out of account. There are: name,"
                        + " isolation, ttl, maxLifetime, drain, wait, scenarios."));
    }

    @Test
    void keepsTheLabelOfTheOwnerToOneLineOfBoundedLength() {
        ApiResponse answer = post(API, "{\"name\":\"" + "x".repeat(299) + "\\ud83d\\ude00y\\n\"}");

        assertThat(members(answer).get("owner")).isEqualTo("x".repeat(299));
        assertThat(members(answer).get("warnings"))
                .isEqualTo(List.of(
                        "\"name\" has 303 characters; messages show the first 300.",
                        "\"name\" has control characters; messages show blanks instead."));
    }

    @Test
    void answersARepeatedCallWithTheSameSandbox() {
        ApiResponse first = post(API, "{\"name\":\"ana\"}", "Idempotency-Key", "k1");
        ApiResponse again = post(API, "{\"name\":\"ana\"}", "Idempotency-Key", "k1");
        ApiResponse other = post(API, "{\"name\":\"bob\"}", "Idempotency-Key", "k1");

        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers()).containsEntry("Idempotency-Replayed", List.of("true"));
        assertThat(other.status()).isEqualTo(409);
        assertThat(detail(other))
                .isEqualTo("Idempotency-Key \"k1\" came before with another body. Send the same body to get the same"
                        + " sandbox, or another key to get another one.");
        assertThat(registry.openSandboxes()).hasSize(1);
    }

    @Test
    void opensOneSandboxForManyCallsWithOneKeyAtOnce() {
        List<CompletableFuture<String>> all = Stream.generate(() -> CompletableFuture.supplyAsync(
                        () -> post(API, "{}", "Idempotency-Key", "k1").body()))
                .limit(8)
                .toList();

        assertThat(all.stream().map(CompletableFuture::join).distinct()).hasSize(1);
        assertThat(registry.openSandboxes()).hasSize(1);
    }

    @Test
    void triesAgainUnderAKeyThatFailed() {
        assertThat(post(API, "{\"name\":1}", "Idempotency-Key", "k1").status()).isEqualTo(400);
        assertThat(post(API, "{}", "Idempotency-Key", "k1").status()).isEqualTo(201);
        assertThat(post(API, "{}", "Idempotency-Key", " ").status()).isEqualTo(400);
    }

    @Test
    void saysWhoHasThePlacesWhenNoneIsFree() {
        configure(endpoint -> endpoint.maxOpen(1));
        String id = open("{\"name\":\"ana\"}");

        ApiResponse refused = post(API, "{\"name\":\"bob\",\"wait\":\"10ms\"}");

        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.headers()).containsEntry("Retry-After", List.of("1"));
        assertThat(detail(refused))
                .isEqualTo("No sandbox could be opened within 10 ms: 1 are open, which is as many as may be"
                        + " (isolario.http.max-open, SandboxFilter.Builder.maxOpen). End one, wait longer (\"wait\"), or"
                        + " allow more. \"holders\" says who has them.");
        assertThat(String.valueOf(members(refused).get("holders")))
                .contains("owner=ana")
                .contains(id);
    }

    @Test
    void waitsForAPlace() throws Exception {
        configure(endpoint -> endpoint.maxOpen(1));
        String id = open("{}");
        CompletableFuture<ApiResponse> later = CompletableFuture.supplyAsync(() -> post(API, "{\"wait\":\"30s\"}"));

        assertThat(call("DELETE", API + "/" + id, "").status()).isEqualTo(200);

        assertThat(later.get(30, TimeUnit.SECONDS).status()).isEqualTo(201);
    }

    @Test
    void givesAPlaceBackWhenItsSandboxEndsByItself() throws Exception {
        configure(endpoint -> endpoint.maxOpen(1).idleTimeout(Duration.ofMillis(50)));
        open("{}");

        assertThat(post(API, "{\"wait\":\"30s\"}").status()).isEqualTo(201);
    }
}
