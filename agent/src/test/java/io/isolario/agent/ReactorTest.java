package io.isolario.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.core.ManagedSandbox;
import io.isolario.core.SandboxOptions;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.Scope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

/** Reactor's schedulers use executors of the JDK. The tests do not wait for the publishers, so quiescence has to. */
@ExtendWith(Attached.class)
class ReactorTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    private final SandboxRegistry registry = SandboxRegistry.builder("shop").build();
    private final List<ManagedSandbox> sandboxes = new ArrayList<>();

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void publishOnStaysInTheSandbox() {
        assertInTheSandboxAfter(
                source -> source.publishOn(Schedulers.parallel()).publishOn(Schedulers.boundedElastic()));
    }

    @Test
    void subscribeOnStaysInTheSandbox() {
        assertInTheSandboxAfter(source ->
                source.flatMap(each -> Mono.fromCallable(() -> each).subscribeOn(Schedulers.boundedElastic())));
    }

    @Test
    void delayedSignalsStayInTheSandbox() {
        assertInTheSandboxAfter(source -> source.delayElements(Duration.ofMillis(20))
                .flatMap(each -> Mono.delay(Duration.ofMillis(20)).thenReturn(each)));
    }

    @Test
    void delayedRetriesStayInTheSandbox() {
        assertInTheSandboxAfter(source -> {
            AtomicInteger failures = new AtomicInteger();
            return source.map(each -> {
                        if (failures.incrementAndGet() < 3) {
                            throw new IllegalStateException("not yet");
                        }
                        return each;
                    })
                    .retryWhen(Retry.backoff(5, Duration.ofMillis(20)));
        });
    }

    private void assertInTheSandboxAfter(Function<Flux<Integer>, Flux<Integer>> operators) {
        List<List<Optional<ManagedSandbox>>> all = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            ManagedSandbox sandbox =
                    registry.open(SandboxOptions.builder("test " + i).build());
            List<Optional<ManagedSandbox>> seen = new CopyOnWriteArrayList<>();
            sandboxes.add(sandbox);
            all.add(seen);
            try (Scope scope = sandbox.enter()) {
                operators.apply(Flux.range(0, 3)).subscribe(each -> seen.add(ManagedSandbox.current()));
            }
        }

        for (int i = 0; i < 8; i++) {
            sandboxes.get(i).awaitQuiescence(SOON);
            assertThat(all.get(i)).hasSize(3).containsOnly(Optional.of(sandboxes.get(i)));
        }
    }
}
