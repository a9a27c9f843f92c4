package io.isolario.agent.hook;

import io.isolario.agent.call.CallInterceptor;
import io.isolario.agent.carrier.CarrierHooks;
import io.isolario.agent.hook.handoff.HandoffTable;
import io.isolario.agent.hook.handoff.Horizon;
import io.isolario.agent.hook.queue.IdleConsumers;
import io.isolario.agent.hook.queue.QueueHooks;
import io.isolario.agent.reflect.LibraryHook;
import io.isolario.agent.weave.HookPoint;
import io.isolario.core.CarriedWork;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** All hooks, made before the first class is instrumented: what links a lambda later might be instrumented itself. */
public final class Hooks {

    private final Map<HookPoint, BiFunction<@Nullable Object, @Nullable Object, ?>> hooks =
            new EnumMap<>(HookPoint.class);
    private final HandoffTable table = new HandoffTable();
    // Apart from the tasks: who takes a task from the queue of its pool need not look for it here.
    private final HandoffTable messages = new HandoffTable();
    private final CallHooks calls = new CallHooks();

    private Hooks(Duration longestDelay, @Nullable Object carriers) {
        Horizon horizon = Horizon.of(longestDelay);
        PoolHooks pools = new PoolHooks(table, messages, horizon);
        addPools(pools);
        ThreadHooks threads = new ThreadHooks(table);
        add(HookPoint.THREAD_STARTING, threads::starting);
        add(HookPoint.THREAD_EXITING, threads::exiting);
        add(HookPoint.UNSENT, threads::unsent);
        add(HookPoint.SELECTING, threads::selecting);
        addForkJoin(new ForkJoinHooks(table, horizon, carriers));
        CompletionHooks completions = new CompletionHooks(table);
        add(HookPoint.REGISTERED, completions::registered);
        add(HookPoint.FIRING, completions::firing);
        add(HookPoint.FIRED, completions::fired);
        TimerHooks timers = new TimerHooks(table, horizon);
        add(HookPoint.TIMED, timers::timed);
        add(HookPoint.TIMER_TASK, timers::taken);
        add(HookPoint.TIMER_REPEAT, timers::repeats);
        add(HookPoint.TIMER_CLEARED, timers::cleared);
        addQueues(new QueueHooks(messages, horizon, new IdleConsumers(threads::ofCaller)));
        addLibraryTasks(new LibraryTaskHooks(table, horizon));
        addCoroutines(new CoroutineHooks(table));
        add(HookPoint.CALL, calls::entering);
        add(HookPoint.CALL_BEGUN, calls::begun);
        add(HookPoint.CALL_RETURNED, calls::returned);
        add(HookPoint.CALL_FAILED, calls::failed);
        CarrierHooks.configured().forEach(this::add);
        CarriedWork.startedThreadsAskFor(threads::ofCaller);
    }

    /**
     * Makes the hooks; from now on a thread that is started asks them for its sandbox.
     *
     * @param horizon the longest delay of a task that a sandbox waits for
     * @param carriers the pool that carries virtual threads; null if there are none
     */
    public static Hooks create(Duration horizon, @Nullable Object carriers) {
        HookPreloading.prepare();
        return new Hooks(horizon, carriers);
    }

    /** Returns what to call at each point. */
    public Map<HookPoint, BiFunction<@Nullable Object, @Nullable Object, ?>> byPoint() {
        return Map.copyOf(hooks);
    }

    /** Returns false, and does nothing, if somebody else is told of calls already. */
    public boolean tellOfCalls(CallInterceptor interceptor) {
        return calls.tell(interceptor);
    }

    /** Returns how many units are on their way or belong to threads that were started; for tests. */
    public int unitsOnTheirWay() {
        return table.size() + messages.size();
    }

    private void addPools(PoolHooks pools) {
        add(HookPoint.SUBMITTING, pools::submitting);
        add(HookPoint.ADDING_WORKER, pools::addingWorker);
        add(HookPoint.SETTLED, pools::settled);
        add(HookPoint.REFUSED, pools::refused);
        add(HookPoint.POOL_TASK, pools::poolTask);
        add(HookPoint.NEXT, pools::next);
        add(HookPoint.DROPPED, pools::dropped);
        add(HookPoint.REMOVING, pools::removing);
        add(HookPoint.REMOVED, pools::removed);
        add(HookPoint.ALL_DROPPED, pools::allDropped);
        add(HookPoint.SCHEDULED, pools::scheduled);
        add(HookPoint.CANCELLED, pools::cancelled);
    }

    private void addForkJoin(ForkJoinHooks forkJoin) {
        add(HookPoint.FORKING, forkJoin::forking);
        add(HookPoint.DELAYED_FORK, forkJoin::delayed);
        add(HookPoint.QUEUED_RUN, forkJoin::queuedRun);
        add(HookPoint.DIRECT_RUN, forkJoin::directRun);
        add(HookPoint.RAN, forkJoin::ran);
    }

    private void addQueues(QueueHooks queues) {
        add(HookPoint.PUT, queues::put);
        add(HookPoint.PUTTING, queues::putting);
        add(HookPoint.PUT_SETTLED, queues::putSettled);
        add(HookPoint.ALL_PUT, queues::allPut);
        add(HookPoint.TAKEN, queues::taken);
        add(HookPoint.ASKING, queues::asking);
        add(HookPoint.ASKED, queues::asked);
        add(HookPoint.POLLED, queues::polled);
        add(HookPoint.CLEARING, queues::clearing);
        add(HookPoint.THINNED, queues::thinned);
    }

    private void addLibraryTasks(LibraryTaskHooks tasks) {
        add(HookPoint.TASK_MADE, tasks::made);
        add(HookPoint.TASK_GIVEN, tasks::given);
        add(HookPoint.TASK_SENT, tasks::sent);
        add(HookPoint.TASK_UNSENT, tasks::unsent);
        add(HookPoint.NETTY_DELAYED, LibraryHook.of("Netty", "Its delayed tasks are not followed.", tasks::delayed));
        add(HookPoint.TASK_BEGUN, tasks::begun);
        add(HookPoint.TASK_DROPPED, tasks::dropped);
        add(HookPoint.OUTSIDE, tasks::outside);
    }

    private void addCoroutines(CoroutineHooks coroutines) {
        String wayOut = "Add a ThreadContextElement that enters the sandbox.";
        add(HookPoint.COROUTINE_MADE, coroutines::made);
        add(HookPoint.COROUTINE_COMPLETE, coroutines::complete);
        add(HookPoint.COROUTINE_RUNS, LibraryHook.of("Kotlin coroutines", wayOut, coroutines::runs));
    }

    private void add(HookPoint point, BiFunction<@Nullable Object, @Nullable Object, @Nullable Object> hook) {
        hooks.put(point, new GuardedHook(point, hook));
    }
}
