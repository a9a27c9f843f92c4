package io.isolario.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.core.Sandbox;
import io.isolario.core.SandboxRegistry;
import io.isolario.http.scenario.LoggedIn;
import io.isolario.http.scenario.NoArguments;
import io.isolario.http.scenario.Scenario;
import io.isolario.http.scenario.Scenarios;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Clients bring about by name what the test code of the application has registered. */
class SeedingTest extends EndpointFixture {

    private record Shop(String name, int orders, Optional<Mood> mood) {}

    private record Order(String book, Optional<LocalDate> due) {}

    private record User(String as) {}

    private record Opened(String shop, int orders, String owner) {}

    private enum Mood {
        CALM,
        VERY_BUSY
    }

    @Override
    SandboxRegistry.Builder withResources(SandboxRegistry.Builder builder) {
        return builder.resource(Scenarios.of(
                Scenario.named("shop", Shop.class, (sandbox, shop) -> new Opened(shop.name(), shop.orders(), owner()))
                        .describedAs("A shop with orders."),
                Scenario.named("empty", NoArguments.class, (sandbox, none) -> null),
                Scenario.named("fails", NoArguments.class, (sandbox, none) -> {
                    throw new IllegalStateException("no shelf");
                }),
                Scenario.named("beans", NoArguments.class, (sandbox, none) -> new StringBuilder[0]),
                Scenario.factory("order", Order.class, (sandbox, order) -> Map.of("book", order.book())),
                Scenario.login(
                        User.class,
                        (sandbox, user) -> new LoggedIn(
                                List.of("session=" + user.as() + "; HttpOnly", "theme=dark"),
                                Map.of("Authorization", "Bearer " + owner()),
                                Map.of("user", user.as())))));
    }

    private static String owner() {
        return Sandbox.current().orElseThrow().owner().label();
    }

    @Test
    void hasACatalogue() {
        String body = get("/isolario/catalog").body();

        assertThat(body)
                .contains(
                        "{\"name\":\"shop\",\"description\":\"A shop with orders.\",\"arguments\":{\"type\":\"object\","
                                + "\"properties\":{\"name\":{\"type\":\"string\"},\"orders\":{\"type\":\"integer\"},\"mood\":{"
                                + "\"type\":\"string\",\"enum\":[\"calm\",\"very-busy\"]}},\"required\":[\"name\",\"orders\"],"
                                + "\"additionalProperties\":false}}")
                .contains("\"due\":{\"type\":\"string\",\"format\":\"date\"}")
                .contains("\"logins\":[{\"name\":\"login\"");
    }

    @Test
    void runsScenariosInTheSandboxBeforeTheClientHasIt() {
        ApiResponse opened = post(
                API,
                "{\"name\":\"ana\",\"scenarios\":[{\"name\":\"shop\",\"args\":{\"name\":\"Books\","
                        + "\"orders\":3,\"mood\":\"very-busy\"}},\"empty\"]}");

        assertThat(opened.status()).isEqualTo(201);
        assertThat(opened.body())
                .contains("\"scenarioResults\":[{\"shop\":\"Books\",\"orders\":3,\"owner\":\"ana\"},null]");
    }

    @Test
    void opensNothingForAScenarioThatCannotBeRun() {
        ApiResponse unknown = post(API, "{\"scenarios\":[\"shp\"]}");
        ApiResponse wrong =
                post(API, "{\"scenarios\":[{\"name\":\"shop\",\"args\":{\"nam\":\"x\",\"orders\":\"3\"}}]}");

        assertThat(unknown.status()).isEqualTo(422);
        assertThat(detail(unknown))
                .isEqualTo(
                        "There is no scenario \"shp\". Did you mean \"shop\"? There are: beans, empty, fails, shop.");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(members(wrong).get("errors"))
                .isEqualTo(List.of(
                        "There is no argument \"nam\". Did you mean \"name\"?",
                        "\"name\" is missing.",
                        "\"orders\" is the text \"3\", not an integer."));
        assertThat(detail(wrong))
                .isEqualTo("Wrong arguments for scenario \"shop\": There is no argument \"nam\". Did you mean \"name\"?"
                        + " \"name\" is missing. \"orders\" is the text \"3\", not an integer. It takes name (a text),"
                        + " orders (an integer), mood (one of calm, very-busy, may be left out).");
        assertThat(registry.openSandboxes()).isEmpty();
    }

    @Test
    void endsTheSandboxOfAScenarioThatFails() {
        ApiResponse failed = post(API, "{\"name\":\"ana\",\"scenarios\":[\"fails\"]}");

        assertThat(failed.status()).isEqualTo(500);
        assertThat(detail(failed))
                .matches("The scenario \"fails\" failed in sandbox \"ana\" \\([0-9a-f]{8}\\):"
                        + " java.lang.IllegalStateException: no shelf");
        assertThat(members(failed).get("class")).isEqualTo("java.lang.IllegalStateException");
        assertThat(members(failed).get("message")).isEqualTo("no shelf");
        assertThat(String.valueOf(members(failed).get("stack"))).contains("SeedingTest");
        assertThat(registry.openSandboxes()).isEmpty();
    }

    @Test
    void runsAScenarioInAnOpenSandbox() {
        String id = open("{\"name\":\"ana\"}");

        ApiResponse ran = post(API + "/" + id + "/scenarios/shop", "{\"name\":\"Books\",\"orders\":1}");

        assertThat(ran.status()).isEqualTo(201);
        assertThat(ran.body()).isEqualTo("{\"result\":{\"shop\":\"Books\",\"orders\":1,\"owner\":\"ana\"}}");
        assertThat(post(API + "/" + id + "/scenarios/shp", "").status()).isEqualTo(404);
        assertThat(post(API + "/" + id + "/scenarios/shop", "").status()).isEqualTo(422);
        assertThat(post(API + "/" + id + "/scenarios/shop", "[]").status()).isEqualTo(400);
        assertThat(post(API + "/" + id + "/scenarios/fails", "").status()).isEqualTo(500);
        assertThat(detail(post(API + "/" + id + "/scenarios/beans", "")))
                .isEqualTo(
                        "The scenario \"beans\" was run, but its result cannot be told: A [Ljava.lang.StringBuilder; is"
                                + " nothing that JSON has. Return records, maps, lists, texts, numbers, booleans, enums or times.");
        assertThat(sandbox(id).pendingWork()).isEmpty();
    }

    @Test
    void makesOneThingOrSeveral() {
        String id = open("{}");

        assertThat(post(API + "/" + id + "/factories/order", "{\"book\":\"a\",\"due\":\"2026-11-21\"}")
                        .body())
                .isEqualTo("{\"result\":{\"book\":\"a\"}}");
        assertThat(post(API + "/" + id + "/factories/order", "[{\"book\":\"a\"},{\"book\":\"b\"}]")
                        .body())
                .isEqualTo("{\"results\":[{\"book\":\"a\"},{\"book\":\"b\"}]}");
        assertThat(post(API + "/" + id + "/factories/order", "[1]").status()).isEqualTo(400);
        assertThat(detail(post(API + "/" + id + "/factories/order", "{\"book\":\"a\",\"due\":\"soon\"}")))
                .startsWith("Wrong arguments for factory \"order\": \"due\" is the text \"soon\", not a text with a"
                        + " LocalDate.");
    }

    @Test
    void logsSomebodyIn() {
        String id = open("{\"name\":\"ana\"}");

        ApiResponse login = post(API + "/" + id + "/login", "{\"as\":\"admin\"}");

        assertThat(login.status()).isEqualTo(200);
        assertThat(login.headers()).containsEntry("Set-Cookie", List.of("session=admin; HttpOnly", "theme=dark"));
        assertThat(members(login).get("headers")).isEqualTo(Map.of("Authorization", "Bearer ana"));
        assertThat(members(login).get("result")).isEqualTo(Map.of("user", "admin"));
        assertThat(post(API + "/" + id + "/login", "{}").status()).isEqualTo(422);
    }
}
