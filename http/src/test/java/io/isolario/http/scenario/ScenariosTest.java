package io.isolario.http.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.isolario.core.ManagedSandbox;
import io.isolario.core.RefusalException;
import io.isolario.core.SandboxEndedException;
import io.isolario.core.SandboxOptions;
import io.isolario.core.SandboxRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScenariosTest {

    record Shop(String name, int orders) {}

    record Order(String book) {}

    private final AtomicInteger asked = new AtomicInteger();
    private final SandboxRegistry registry = SandboxRegistry.builder("shop")
            .resource(Scenarios.resource(this::scenarios))
            .build();
    private final ManagedSandbox sandbox =
            registry.open(SandboxOptions.builder("ana").build());
    private final Scenarios scenarios = Scenarios.of(sandbox);

    private List<Scenario<?>> scenarios() {
        asked.incrementAndGet();
        return List.of(
                Scenario.named(
                        "shop",
                        Shop.class,
                        (in, shop) -> shop.name() + " of "
                                + ManagedSandbox.current().orElseThrow().owner() + " "
                                + in.pendingWork().size()),
                Scenario.named("empty", NoArguments.class, (in, none) -> null),
                Scenario.named("fails", NoArguments.class, (in, none) -> {
                    throw new java.io.IOException("no shelf");
                }),
                Scenario.factory("order", Order.class, (in, order) -> order.book()),
                Scenario.login(Order.class, (in, user) -> LoggedIn.withHeader("X-User", user.book())));
    }

    @AfterEach
    void close() {
        registry.close();
        assertThat(ManagedSandbox.current()).isEmpty();
    }

    @Test
    void runInTheirSandboxAsItsWork() {
        assertThat(scenarios.run("shop", new Shop("Books", 3))).isEqualTo("Books of ana 0");
        assertThat(scenarios.run("empty")).isNull();
        assertThat(scenarios.create("order", new Order("a"))).isEqualTo("a");
        assertThat(scenarios.login(new Order("ana")).headers()).isEqualTo(Map.of("X-User", "ana"));
        assertThat(sandbox.pendingWork()).isEmpty();
    }

    @Test
    void takeWhatJsonHas() {
        assertThat(scenarios.run(ScenarioKind.SCENARIO, "shop", Map.of("name", "Books", "orders", 3)))
                .isEqualTo("Books of ana 0");
    }

    @Test
    void areAskedForOnceAndNotBeforeSomebodyWantsOne() {
        assertThat(asked).hasValue(0);

        scenarios.run("empty");
        scenarios.run("empty");

        assertThat(asked).hasValue(1);
        assertThat(ScenarioCatalog.of(registry)).isSameAs(scenarios.catalog());
    }

    @Test
    void guessWhatAWrongNameWasMeantToBe() {
        assertThatThrownBy(() -> scenarios.run("shoop"))
                .isInstanceOf(UnknownScenarioException.class)
                .hasMessage("There is no scenario \"shoop\". Did you mean \"shop\"? There are: empty, fails, shop.");
        assertThatThrownBy(() -> scenarios.run("aquarium"))
                .hasMessage("There is no scenario \"aquarium\". There are: empty, fails, shop.");
        assertThatThrownBy(() -> scenarios.create("shop", new Shop("Books", 3)))
                .hasMessage("There is no factory \"shop\". There are: order.");
    }

    @Test
    void refuseAnotherRecord() {
        assertThatThrownBy(() -> scenarios.run("shop", new Order("a")))
                .isInstanceOf(ScenarioArgumentsException.class)
                .hasMessage("Wrong arguments for scenario \"shop\": It takes a Shop, not a Order.");
    }

    @Test
    void failWithWhatTheirActionsThrow() {
        assertThatThrownBy(() -> scenarios.run("fails"))
                .isInstanceOf(ScenarioFailedException.class)
                .hasMessage("The scenario \"fails\" failed in sandbox " + sandbox + ": java.io.IOException: no shelf")
                .hasCauseInstanceOf(java.io.IOException.class);
        assertThat(sandbox.pendingWork()).isEmpty();
    }

    @Test
    void endWithTheirSandbox() {
        sandbox.finish();

        assertThatThrownBy(() -> scenarios.run("empty")).isInstanceOf(SandboxEndedException.class);
    }

    @Test
    void areNotThereUnlessRegistered() {
        try (SandboxRegistry bare = SandboxRegistry.builder("bare").build();
                ManagedSandbox other = bare.open(SandboxOptions.builder("bob").build())) {
            assertThatThrownBy(() -> other.session(Scenarios.class)).isInstanceOf(RefusalException.class);
            assertThat(ScenarioCatalog.of(bare).all(ScenarioKind.SCENARIO)).isEmpty();
        }
    }

    @Test
    void haveNamesOfTheirOwn() {
        Scenario<NoArguments> empty = Scenario.named("empty", NoArguments.class, (in, none) -> null);
        try (SandboxRegistry twice = SandboxRegistry.builder("twice")
                .resource(Scenarios.of(empty, empty))
                .build()) {
            assertThatThrownBy(() -> ScenarioCatalog.of(twice).all(ScenarioKind.SCENARIO))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(
                            "There are two of scenario \"empty\". Give each a name of its own; there is only one login.");
        }
        assertThatThrownBy(() -> Scenario.named("a/b", NoArguments.class, (in, none) -> null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "\"a/b\" cannot be the name of a scenario: it is part of a URL. Use letters, digits, '.', '_' and"
                                + " '-', at most 64.");
    }
}
