package io.isolario.springboot.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.isolario.core.ManagedSandbox;
import io.isolario.core.SandboxOptions;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.Scope;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.util.ClassUtils;

/** What the application counts and times in a sandbox is an event of it, whichever registries the application has. */
@Isolated
class MeterUpdateTest {

    private static final int AT_ONCE = 16;
    private static final int ROUNDS = 50;

    @Test
    void isSeenByItsSandboxOnly() {
        try (Till till = new Till(Application.class);
                ManagedSandbox ana = till.sandbox("ana");
                ManagedSandbox bob = till.sandbox("bob")) {
            till.in(ana, () -> till.sales.sellLater("book", 12.5));

            assertThat(ana.events(MeterUpdate.class)
                            .matching("is of a sale", update -> "sales".equals(update.name()))
                            .awaitOne())
                    .isEqualTo(new MeterUpdate("sales", Map.of("what", "book"), 1));
            assertThat(ana.events(MeterUpdate.class)
                            .matching("is of the till", update -> update.name().startsWith("till"))
                            .all())
                    .containsExactlyInAnyOrder(
                            new MeterUpdate("till.amount", Map.of(), 12.5),
                            new MeterUpdate("till.time", Map.of(), 0.02));
            bob.events(MeterUpdate.class).none();
        }
    }

    @Test
    void isNotThatOfAnyOtherWithManySandboxesAtOnce() throws Exception {
        try (Till till = new Till(Application.class)) {
            CyclicBarrier allOpen = new CyclicBarrier(AT_ONCE);
            ExecutorService testers = Executors.newFixedThreadPool(AT_ONCE);
            List<Future<?>> ends = new ArrayList<>();
            for (int number = 0; number < AT_ONCE; number++) {
                int tester = number;
                ends.add(testers.submit(() -> {
                    for (int round = 0; round < ROUNDS; round++) {
                        till.sellInASandbox(tester * ROUNDS + round, allOpen);
                    }
                    return true;
                }));
            }
            for (Future<?> end : ends) {
                end.get(5, TimeUnit.MINUTES);
            }
            testers.shutdown();

            assertThat(till.meters().get("sales").counters().stream()
                            .mapToDouble(Counter::count)
                            .sum())
                    .isEqualTo(AT_ONCE * ROUNDS);
            assertThat(till.registry.openSandboxes()).isEmpty();
        }
    }

    @Test
    void leavesOutWhatMicrometerMeasuresOfPoolsAndTheLog() {
        try (Till till = new Till(Application.class);
                ManagedSandbox sandbox = till.sandbox("pools")) {
            till.in(sandbox, () -> {
                till.meters().timer("hikaricp.connections.usage").record(Duration.ofMillis(1));
                till.meters().counter("logback.events").increment();
            });

            sandbox.events(MeterUpdate.class).none();
            assertThat(till.meters().get("hikaricp.connections.usage").timer().count())
                    .isEqualTo(1);
        }
    }

    @Test
    void leavesMetersOfOtherKindsToTheApplicationsRegistry() {
        try (Till till = new Till(Application.class);
                ManagedSandbox sandbox = till.sandbox("kinds")) {
            AtomicInteger open = new AtomicInteger(7);
            FunctionCounter.builder("tills", open, AtomicInteger::get).register(till.meters());
            till.in(sandbox, () -> {
                till.meters().gauge("open", open);
                till.meters().more().longTaskTimer("shift").record(() -> {});
            });

            sandbox.events(MeterUpdate.class).none();
            assertThat(till.meters().get("open").gauge().value()).isEqualTo(7);
            assertThat(till.meters().get("tills").functionCounter().count()).isEqualTo(7);
            assertThat(till.meters().get("shift").longTaskTimer().activeTasks()).isZero();
        }
    }

    @Test
    void comesFromRegistriesOfTheApplicationsOwn() {
        try (Till till = new Till(WithItsOwn.class)) {
            assertThat(till.seesItsSales()).isTrue();
            // By its own type the application gets its own, by the general one what Boot makes of it and ours.
            SimpleMeterRegistry own = till.context.getBean(SimpleMeterRegistry.class);
            assertThat(own.get("sales").counter().count()).isEqualTo(1);
            assertThat(till.meters().get("sales").counter().count()).isEqualTo(1);
        }
    }

    @Test
    void comesFromACompositeOfTheApplicationsOwn() {
        try (Till till = new Till(WithACompositeOfItsOwn.class)) {
            assertThat(till.seesItsSales()).isTrue();
            assertThat(till.meters()).isExactlyInstanceOf(CompositeMeterRegistry.class);
            assertThat(till.context.getBeansOfType(MeterRegistry.class)).hasSize(1);
        }
    }

    @Test
    void isNotSeenOfAPrimaryRegistryWhichStaysTheOneToInject() {
        try (Till till = new Till(WithAPrimary.class)) {
            assertThat(till.meters()).isExactlyInstanceOf(SimpleMeterRegistry.class);
            assertThat(till.seesItsSales()).isFalse();
            assertThat(till.context.getBeansOfType(MeterRegistry.class)).hasSize(1);
        }
    }

    @Test
    void isNotSeenWhereBootMakesNoCompositeAndTheOwnRegistryStaysTheOnlyOne() {
        for (String composite : List.of(
                "spring.autoconfigure.exclude="
                        + presentOf(
                                OnCompositeMeterRegistry.COMPOSITE_OF_BOOT_4,
                                OnCompositeMeterRegistry.COMPOSITE_OF_BOOT_3),
                "isolario.meters=false")) {
            try (Till till = new Till(WithItsOwn.class, "--" + composite)) {
                assertThat(till.meters()).isExactlyInstanceOf(SimpleMeterRegistry.class);
                assertThat(till.seesItsSales()).isFalse();
                assertThat(till.context.getBeansOfType(MeterRegistry.class)).hasSize(1);
            }
        }
    }

    @Test
    void leavesNoRegistryBehindInTheGlobalOne() {
        int before = Metrics.globalRegistry.getRegistries().size();

        try (Till till = new Till(Application.class)) {
            assertThat(till.seesItsSales()).isTrue();
        }

        assertThat(Metrics.globalRegistry.getRegistries()).hasSize(before);
    }

    private static String presentOf(String... names) {
        for (String name : names) {
            if (ClassUtils.isPresent(name, null)) {
                return name;
            }
        }
        throw new IllegalStateException("Boot has none of " + List.of(names));
    }

    /** An application that sells, and who uses it. */
    private static final class Till implements AutoCloseable {

        private final ConfigurableApplicationContext context;
        private final SandboxRegistry registry;
        private final Sales sales;

        Till(Class<?> application, String... arguments) {
            List<String> all = new ArrayList<>(List.of(arguments));
            all.addAll(List.of("--isolario.enabled=true", "--spring.datasource.url=jdbc:h2:mem:till"));
            context = new SpringApplicationBuilder(application)
                    .web(WebApplicationType.NONE)
                    .run(all.toArray(String[]::new));
            registry = context.getBean(SandboxRegistry.class);
            sales = context.getBean(Sales.class);
        }

        MeterRegistry meters() {
            return context.getBean(MeterRegistry.class);
        }

        ManagedSandbox sandbox(String owner) {
            return registry.open(SandboxOptions.builder(owner).build());
        }

        void in(ManagedSandbox sandbox, Runnable action) {
            try (Scope scope = sandbox.enter()) {
                action.run();
            }
        }

        boolean seesItsSales() {
            try (ManagedSandbox sandbox = sandbox("sees")) {
                in(sandbox, () -> sales.sell("book", 1));
                return !sandbox.events(MeterUpdate.class).all().isEmpty();
            }
        }

        void sellInASandbox(int number, CyclicBarrier allOpen) throws Exception {
            try (ManagedSandbox sandbox = sandbox("tester " + number)) {
                allOpen.await(60, TimeUnit.SECONDS);

                in(sandbox, () -> sales.sellLater("book", number));

                assertThat(sandbox.events(MeterUpdate.class).all())
                        .extracting(MeterUpdate::name, MeterUpdate::amount)
                        .contains(tuple("sales", 1.0), tuple("till.amount", (double) number))
                        .hasSize(3);
            }
        }

        @Override
        public void close() {
            context.close();
        }
    }

    static class Sales {

        private final MeterRegistry meters;

        Sales(MeterRegistry meters) {
            this.meters = meters;
        }

        @Async
        public void sellLater(String what, double amount) {
            sell(what, amount);
        }

        public void sell(String what, double amount) {
            meters.counter("sales", "what", what).increment();
            meters.summary("till.amount").record(amount);
            meters.timer("till.time").record(Duration.ofMillis(20));
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @EnableAsync(proxyTargetClass = true)
    @Import(Sales.class)
    static class Application {}

    @Configuration(proxyBeanMethods = false)
    @Import(Application.class)
    static class WithItsOwn {

        @Bean
        SimpleMeterRegistry own() {
            return new SimpleMeterRegistry();
        }

        /** Asks for it by its type. */
        @Bean
        StringBuilder user(SimpleMeterRegistry own) {
            return new StringBuilder(own.toString());
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import(Application.class)
    static class WithACompositeOfItsOwn {

        @Bean
        CompositeMeterRegistry own() {
            CompositeMeterRegistry composite = new CompositeMeterRegistry();
            composite.add(new SimpleMeterRegistry());
            return composite;
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import(Application.class)
    static class WithAPrimary {

        @Bean
        @Primary
        MeterRegistry own() {
            return new SimpleMeterRegistry();
        }
    }
}
