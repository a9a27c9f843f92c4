package io.isolario.agent.hook;

import io.isolario.agent.hook.handoff.Handoff;
import io.isolario.agent.hook.handoff.HandoffTable;
import io.isolario.agent.reflect.Members;
import io.isolario.core.CarriedWork;
import io.isolario.core.Sandbox;
import io.isolario.core.WorkKind;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Kotlin coroutines: a unit lasts from where a coroutine is made until it is complete, suspended or not. A coroutine that another
 * one waits for on the spot, or a thread, is a part of it and no unit of its own.
 */
final class CoroutineHooks {

    private static final Object OWNER = new Object();

    private static final Set<String> AWAITED_ON_THE_SPOT =
            Set.of("kotlinx.coroutines.internal.ScopeCoroutine", "kotlinx.coroutines.BlockingCoroutine");
    private static final String LAZY = "kotlinx.coroutines.Lazy";

    private final HandoffTable table;
    private final ClassValue<CarriedWork.Waiting> regards = new ClassValue<>() {
        @Override
        protected CarriedWork.Waiting computeValue(Class<?> type) {
            return regardOf(type);
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

    /** One that is started later, or never, cannot be waited for. */
    private static CarriedWork.Waiting regardOf(Class<?> coroutine) {
        for (Class<?> type = coroutine; type != null; type = type.getSuperclass()) {
            if (AWAITED_ON_THE_SPOT.contains(type.getName()) || type.getName().startsWith(LAZY)) {
                return CarriedWork.Waiting.IS_UNSEEN;
            }
        }
        return CarriedWork.Waiting.COUNTS;
    }

    @Nullable
    Object made(@Nullable Object coroutine, @Nullable Object unused) {
        Sandbox sandbox = CarriedWork.callersSandbox();
        if (coroutine != null && sandbox != null) {
            Handoff.to(table, OWNER, coroutine, sandbox, regards.get(coroutine.getClass()), WorkKind.TASK);
        }
        return null;
    }

    @Nullable
    Object complete(@Nullable Object coroutine, @Nullable Object unused) {
        Handoff unit = coroutine == null ? null : table.take(OWNER, coroutine);
        if (unit != null) {
            unit.drop();
        }
        return null;
    }

    @Nullable
    Object runs(@Nullable Object task, @Nullable Object unused) {
        if (task == null) {
            return null;
        }
        Object context = Members.get(Members.get(task, "getDelegate$kotlinx_coroutines_core"), "getContext");
        Object job = Members.call(context, "get", jobKeys.get(task.getClass()));
        Handoff coroutine = job == null ? null : table.peek(OWNER, job);
        Sandbox sandbox = coroutine == null ? null : coroutine.sandbox();
        if (sandbox == CarriedWork.callersSandbox()) {
            return null;
        }
        Handoff run = Handoff.here(task, sandbox, WorkKind.TASK);
        return run.begin() ? run : null;
    }
}
