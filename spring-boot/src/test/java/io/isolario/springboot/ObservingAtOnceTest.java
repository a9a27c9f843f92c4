package io.isolario.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.SandboxOptions;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.Scope;
import io.isolario.springboot.orders.OrderPlaced;
import io.isolario.springboot.orders.Orders;
import io.isolario.springboot.orders.OrdersApplication;
import io.isolario.testing.Torture;
import io.isolario.testing.TortureRun;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Many sandboxes configure the same key, log by the same logger and publish the same event at once, with different values. */
@Isolated
class ObservingAtOnceTest {

    private static final int AT_ONCE = 64;
    private static final String KEY = "orders.features.chat-enabled";

    private final Logger logger = (Logger) LoggerFactory.getLogger(Orders.class);
    private final ConfigurableApplicationContext application = new SpringApplicationBuilder(OrdersApplication.class)
            .web(WebApplicationType.NONE)
            .run("--isolario.enabled=true", "--spring.datasource.url=jdbc:h2:mem:at-once");
    private final SandboxRegistry registry = application.getBean(SandboxRegistry.class);
    private final Orders orders = application.getBean(Orders.class);

    @BeforeEach
    void keepTheLinesOffTheConsole() {
        logger.setAdditive(false);
    }

    @AfterEach
    void close() {
        logger.setAdditive(true);
        application.close();
    }

    @Test
    void keepsSandboxesApart() throws Exception {
        keepsApart(TortureRun.exactly(50, 1));
    }

    @Test
    @Tag("torture")
    void keepsSandboxesApartForLong() throws Exception {
        keepsApart(Torture.OBSERVING.begin(50, 10_000));
    }

    private void keepsApart(TortureRun run) throws Exception {
        AtomicInteger begun = new AtomicInteger();
        AtomicBoolean more = new AtomicBoolean();
        // No tester is in another round than the others: who trips the barrier decides for all.
        CyclicBarrier allOpen = new CyclicBarrier(AT_ONCE, () -> more.set(run.goesOn(begun.incrementAndGet())));
        ExecutorService testers = Executors.newFixedThreadPool(AT_ONCE);
        List<Future<?>> ends = new ArrayList<>();
        for (int number = 0; number < AT_ONCE; number++) {
            int tester = number;
            ends.add(testers.submit(() -> {
                int round = 0;
                do {
                    playRound("tester " + tester + " round " + round++, allOpen);
                } while (more.get());
                return true;
            }));
        }
        for (Future<?> end : ends) {
            end.get(10, TimeUnit.MINUTES);
        }
        testers.shutdown();

        assertThat(registry.openSandboxes()).isEmpty();
        assertThat(logger.iteratorForAppenders()).isExhausted();
        assertThat(orders.chatFlag()).isEqualTo("off");
    }

    private void playRound(String value, CyclicBarrier allOpen) throws Exception {
        try (ManagedSandbox sandbox =
                        registry.open(SandboxOptions.builder(value).build());
                Scope scope = sandbox.enter()) {
            allOpen.await(60, TimeUnit.SECONDS);

            sandbox.configure(KEY, value);
            orders.place(value);

            assertThat(orders.chatFlag()).isEqualTo(value);
            assertThat(sandbox.events(OrderPlaced.class).single()).isEqualTo(new OrderPlaced(value));
            assertThat(sandbox.logs().from(Orders.class).single().message()).isEqualTo("placing " + value);
        }
    }
}
