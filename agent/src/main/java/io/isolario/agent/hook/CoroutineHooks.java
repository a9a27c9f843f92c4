package io.isolario.agent.hook;

import io.isolario.agent.hook.handoff.Handoff;
import io.isolario.agent.hook.handoff.HandoffTable;
import io.isolario.agent.hook.point.CoroutinePoints;
import io.isolario.agent.hook.point.HookRegistry;
import io.isolario.agent.reflect.Members;
import io.isolario.core.CarriedWork;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.work.Waiting;
import io.isolario.core.work.WorkKind;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Kotlin coroutines: the unit lasts until the coroutine is complete, suspended or not. A coroutine for which its creator waits is a
 * part of the creator's unit, and none of its own.
 */
final class CoroutineHooks {

    private static final Object OWNER = new Object();
    private static final Set<String> AWAITED_BY_CREATOR =
            Set.of("kotlinx.coroutines.internal.ScopeCoroutine", "kotlinx.coroutines.BlockingCoroutine");
    private static final String LAZY = "kotlinx.coroutines.Lazy";

    private final HandoffTable table;
    private final ClassValue<Waiting> waitings = new ClassValue<>() {
        @Override
        protected Waiting computeValue(Class<?> type) {
            return waitingFor(type);
        }
    };
    private final ClassValue<Object> jobKeys = new ClassValue<>() {
        @Override
        protected Object computeValue(Class<?> type) {
            return Members.constant(type.getClassLoader(), "kotlinx.coroutines.Job", "Key");
        }
    };

    CoroutineHooks(HandoffTable table) {
        this.table = table;
    }

    void registerIn(HookRegistry registry) {
        registry.register(CoroutinePoints.COROUTINE_MADE, this::made);
        registry.register(CoroutinePoints.COROUTINE_COMPLETE, this::complete);
        registry.register(
                CoroutinePoints.COROUTINE_RUNS,
                this::runs,
                "Kotlin coroutines",
                "Add a ThreadContextElement that enters the sandbox.");
    }

    /** A lazy coroutine may never start, so quiescence does not wait for it. */
    private static Waiting waitingFor(Class<?> coroutine) {
        for (Class<?> type = coroutine; type != null; type = type.getSuperclass()) {
            if (AWAITED_BY_CREATOR.contains(type.getName()) || type.getName().startsWith(LAZY)) {
                return Waiting.IS_UNSEEN;
            }
        }
        return Waiting.COUNTS;
    }

    private void made(Object coroutine) {
        ManagedSandbox sandbox = CarriedWork.callersSandbox();
        if (sandbox != null) {
            table.handOver(OWNER, coroutine, sandbox, waitings.get(coroutine.getClass()), WorkKind.TASK);
        }
    }

    private void complete(Object coroutine) {
        Handoff unit = table.take(OWNER, coroutine);
        if (unit != null) {
            unit.drop();
        }
    }

    private @Nullable Object runs(Object task) {
        Object context = Members.get(Members.get(task, "getDelegate$kotlinx_coroutines_core"), "getContext");
        Object job = Members.call(context, "get", jobKeys.get(task.getClass()));
        Handoff coroutine = job == null ? null : table.peek(OWNER, job);
        ManagedSandbox sandbox = coroutine == null ? null : coroutine.sandbox();
        if (sandbox == CarriedWork.callersSandbox()) {
            return null;
        }
        Handoff run = Handoff.here(task, sandbox, WorkKind.TASK);
        return run.begin() ? run : null;
    }
}
