package io.isolario.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.core.Journal;
import io.isolario.core.JournalKind;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.ResourceSession;
import io.isolario.core.SandboxOptions;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.SandboxResource;
import io.isolario.core.SandboxState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What becomes of suspended requests and of places when a sandbox ends, by whomever and however. */
class EndOfSandboxTest extends EndpointFixture {

    private final CountDownLatch releasing = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    @Override
    SandboxRegistry.Builder withResources(SandboxRegistry.Builder builder) {
        return builder.resource(SandboxResource.named("slow", Slow.class, sandbox -> new Slow(this)));
    }

    /** Is released only when the test says so, if it waits for that. */
    private record Slow(EndOfSandboxTest test) implements ResourceSession {
        @Override
        public void release() throws InterruptedException {
            test.releasing.countDown();
            assertThat(test.released.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    private ManagedSandbox opened(Duration idleTimeout) {
        return registry.open(
                SandboxOptions.builder("ana").idleTimeout(idleTimeout).build());
    }

    @Test
    void endsARequestThatIsSuspendedAfterASandboxThatNobodyEndsOverHttp() {
        released.countDown();
        ManagedSandbox sandbox = opened(Duration.ZERO);
        AtomicBoolean ended = new AtomicBoolean();
        endpoint.addSuspended(sandbox, () -> {
            assertThat(sandbox.state()).isEqualTo(SandboxState.ENDED);
            ended.set(true);
        });

        assertThat(sandbox.finish().problems()).isEmpty();

        assertThat(ended).isTrue();
    }

    @Test
    void endsARequestThatIsSuspendedAfterASandboxThatNobodyUses() throws Exception {
        released.countDown();
        CountDownLatch ended = new CountDownLatch(1);

        endpoint.addSuspended(opened(Duration.ofMillis(50)), ended::countDown);

        assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void endsARequestAtOnceThatIsSuspendedTooLate() {
        released.countDown();
        ManagedSandbox sandbox = opened(Duration.ZERO);
        sandbox.finish();
        AtomicBoolean ended = new AtomicBoolean();

        endpoint.addSuspended(sandbox, () -> ended.set(true));

        assertThat(ended).isTrue();
    }

    @Test
    void endsNoRequestThatHasGoneOnBefore() {
        released.countDown();
        ManagedSandbox sandbox = opened(Duration.ZERO);
        AtomicInteger ends = new AtomicInteger();
        endpoint.addSuspended(sandbox, ends::incrementAndGet).run();
        endpoint.addStream(sandbox, ends::incrementAndGet).run();

        sandbox.finish();

        assertThat(ends).hasValue(0);
    }

    @Test
    void losesNoStreamThatIsAddedWhileOthersAreEnded() throws Exception {
        losesNone(SuspendedRequests::addStream);
    }

    @Test
    void losesNoRequestThatIsSuspendedWhileOthersAreEnded() throws Exception {
        losesNone(SuspendedRequests::addOther);
    }

    /** Adds on many threads, so that some are interrupted halfway, what another one ends at the same time. */
    private void losesNone(Adding adding) throws Exception {
        released.countDown();
        int threads = 8;
        int each = 25_000;
        SuspendedRequests suspended = new SuspendedRequests();
        ManagedSandbox sandbox = opened(Duration.ZERO);
        AtomicBoolean adds = new AtomicBoolean(true);
        AtomicInteger ended = new AtomicInteger();
        ExecutorService pool = Executors.newFixedThreadPool(threads + 1);
        Future<?> ending = pool.submit(() -> {
            while (adds.get()) {
                suspended.end(sandbox.id());
            }
        });
        List<Future<?>> adders = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
            adders.add(pool.submit(() -> {
                for (int i = 0; i < each; i++) {
                    adding.apply(suspended, sandbox, ended::incrementAndGet);
                }
            }));
        }

        for (Future<?> adder : adders) {
            adder.get(60, TimeUnit.SECONDS);
        }
        adds.set(false);
        ending.get(60, TimeUnit.SECONDS);
        pool.shutdown();
        suspended.end(sandbox.id());

        assertThat(ended).hasValue(threads * each);
    }

    @FunctionalInterface
    private interface Adding {
        Runnable apply(SuspendedRequests suspended, ManagedSandbox sandbox, Runnable end);
    }

    @Test
    void givesAPlaceBackOnlyWhenAllThatItsSandboxHasIsFree() throws Exception {
        configure(endpoint -> endpoint.maxOpen(1));
        String id = open("{\"name\":\"ana\"}");
        CompletableFuture<ApiResponse> ending = CompletableFuture.supplyAsync(() -> call("DELETE", API + "/" + id, ""));
        assertThat(releasing.await(30, TimeUnit.SECONDS)).isTrue();

        ApiResponse tooEarly = post(API, "{\"wait\":\"0\"}");
        released.countDown();

        assertThat(tooEarly.status()).isEqualTo(503);
        assertThat(ending.get(30, TimeUnit.SECONDS).status()).isEqualTo(200);
        assertThat(post(API, "{\"wait\":\"0\"}").status()).isEqualTo(201);
    }

    @Test
    void countsMoreThanTheJournalKeeps() {
        released.countDown();
        String id = open("{}");
        for (int i = 0; i < Journal.CAPACITY; i++) {
            sandbox(id).journal().add(JournalKind.SQL, "select 1");
            sandbox(id).journal().add(JournalKind.LOG, "INFO a line");
        }

        assertThat(get(API + "/" + id).body())
                .contains("\"counters\":{\"requests\":0,\"sql\":" + Journal.CAPACITY + ",\"mails\":0}");
    }
}
