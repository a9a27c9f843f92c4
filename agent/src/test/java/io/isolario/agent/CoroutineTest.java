package io.isolario.agent;

import static java.util.Objects.requireNonNull;
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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import kotlin.Unit;
import kotlin.coroutines.Continuation;
import kotlin.coroutines.CoroutineContext;
import kotlin.jvm.functions.Function2;
import kotlinx.coroutines.BuildersKt;
import kotlinx.coroutines.CoroutineDispatcher;
import kotlinx.coroutines.CoroutineScope;
import kotlinx.coroutines.CoroutineStart;
import kotlinx.coroutines.DelayKt;
import kotlinx.coroutines.Dispatchers;
import kotlinx.coroutines.ExecutorsKt;
import kotlinx.coroutines.GlobalScope;
import kotlinx.coroutines.Job;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Written as the Kotlin compiler would do it: a suspending function has one more argument, the continuation. */
@ExtendWith(Attached.class)
class CoroutineTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    private final SandboxRegistry registry = SandboxRegistry.builder("shop").build();
    private final ManagedSandbox ana =
            registry.open(SandboxOptions.builder("ana").build());
    private final ManagedSandbox bob =
            registry.open(SandboxOptions.builder("bob").build());
    private final ExecutorService executor = Executors.newSingleThreadExecutor();
    private final List<Optional<ManagedSandbox>> seen = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        executor.shutdown();
        registry.close();
    }

    @Test
    void coroutinesRunInTheSandboxThatStartedThem() {
        for (CoroutineDispatcher dispatcher : dispatchers()) {
            launchIn(ana, dispatcher, (scope, continuation) -> look());
            ana.awaitQuiescence(SOON);
            assertThat(seen).containsExactly(Optional.of(ana));

            launchIn(bob, dispatcher, (scope, continuation) -> look());
            bob.awaitQuiescence(SOON);
            assertThat(seen).containsExactly(Optional.of(ana), Optional.of(bob));

            launch(dispatcher, (scope, continuation) -> look());
            Awaitility.await().untilAsserted(() -> assertThat(seen)
                    .containsExactly(Optional.of(ana), Optional.of(bob), Optional.empty()));
            seen.clear();
        }
    }

    @Test
    void aSuspendedCoroutineCountsAndResumesInItsSandbox() throws Exception {
        for (CoroutineDispatcher dispatcher : dispatchers()) {
            launchIn(ana, dispatcher, (scope, continuation) -> lookAfter(100, dispatcher, continuation, seen));

            ana.awaitQuiescence(SOON);

            assertThat(seen).containsExactly(Optional.of(ana));
            seen.clear();
        }
    }

    @Test
    void manySuspendedCoroutinesResumeEachInItsSandbox() {
        List<ManagedSandbox> sandboxes = new ArrayList<>();
        List<List<Optional<ManagedSandbox>>> all = new ArrayList<>();
        CoroutineDispatcher dispatcher = Dispatchers.getDefault();
        for (int i = 0; i < 64; i++) {
            ManagedSandbox sandbox =
                    registry.open(SandboxOptions.builder("test " + i).build());
            List<Optional<ManagedSandbox>> own = new CopyOnWriteArrayList<>();
            sandboxes.add(sandbox);
            all.add(own);
            long millis = 1L + i % 7;
            for (int j = 0; j < 5; j++) {
                launchIn(
                        sandbox, dispatcher, (scope, continuation) -> lookAfter(millis, dispatcher, continuation, own));
            }
        }

        for (int i = 0; i < 64; i++) {
            sandboxes.get(i).awaitQuiescence(SOON);
            assertThat(all.get(i)).hasSize(5).containsOnly(Optional.of(sandboxes.get(i)));
        }
    }

    @Test
    void aCancelledCoroutineDoesNotCount() {
        Job job = launchIn(
                ana,
                Dispatchers.getDefault(),
                (scope, continuation) -> requireNonNull(DelayKt.delay(3_600_000, continuation)));
        assertThat(ana.pendingWork()).isNotEmpty();

        job.cancel(null);

        ana.awaitQuiescence(SOON);
    }

    @Test
    void aCoroutineThatAThreadWaitsForIsNoUnitOfItsOwn() throws Exception {
        try (Scope scope = ana.enter()) {
            BuildersKt.runBlocking(Dispatchers.getDefault(), (inner, continuation) -> {
                ana.awaitQuiescence(SOON);
                return look();
            });
        }

        assertThat(seen).containsExactly(Optional.of(ana));
    }

    private List<CoroutineDispatcher> dispatchers() {
        return List.of(
                Dispatchers.getDefault(),
                Dispatchers.getIO(),
                Dispatchers.getDefault().limitedParallelism(1, null),
                ExecutorsKt.from(executor));
    }

    private Unit look() {
        seen.add(ManagedSandbox.current());
        return Unit.INSTANCE;
    }

    private Job launchIn(
            ManagedSandbox sandbox,
            CoroutineDispatcher dispatcher,
            Function2<CoroutineScope, Continuation<? super Unit>, Object> body) {
        try (Scope scope = sandbox.enter()) {
            return launch(dispatcher, body);
        }
    }

    private static Job launch(
            CoroutineDispatcher dispatcher, Function2<CoroutineScope, Continuation<? super Unit>, Object> body) {
        return BuildersKt.launch(GlobalScope.INSTANCE, dispatcher, CoroutineStart.DEFAULT, body);
    }

    /** Suspends, unless the delay is zero. */
    private static Object lookAfter(
            long millis,
            CoroutineDispatcher dispatcher,
            Continuation<? super Unit> continuation,
            List<Optional<ManagedSandbox>> into) {
        Object result = requireNonNull(DelayKt.delay(millis, afterwards(dispatcher, continuation, into)));
        if (result == Unit.INSTANCE) {
            into.add(ManagedSandbox.current());
        }
        return result;
    }

    /** Returns a continuation that records the sandbox of its thread. */
    private static Continuation<Unit> afterwards(
            CoroutineDispatcher dispatcher, Continuation<? super Unit> next, List<Optional<ManagedSandbox>> into) {
        return dispatcher.interceptContinuation(new Continuation<>() {
            @Override
            public CoroutineContext getContext() {
                return next.getContext();
            }

            @Override
            public void resumeWith(Object result) {
                into.add(ManagedSandbox.current());
                next.resumeWith(result);
            }
        });
    }
}
