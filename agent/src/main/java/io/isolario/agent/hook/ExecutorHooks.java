package io.isolario.agent.hook;

import io.isolario.agent.hook.handoff.HandoffTable;
import io.isolario.agent.hook.point.ExecutorPoints;
import io.isolario.agent.hook.point.HookRegistry;
import io.isolario.core.CarriedWork;
import java.io.Serializable;
import java.util.Arrays;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * Executors of the application and of libraries. One that keeps tasks in a queue of its own is drained by whichever thread is there: a
 * worker that runs a task of one sandbox goes on with that of another. So each task carries its unit itself.
 */
final class ExecutorHooks {

    /** What a task may implement without that its executor is likely to look for it. */
    private static final ClassValue<Boolean> PLAIN = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            boolean extendsNothing = type.getSuperclass() == Object.class;
            return type == FutureTask.class
                    || (extendsNothing
                            && Arrays.stream(type.getInterfaces())
                                    .allMatch(each -> each == Runnable.class || each == Serializable.class));
        }
    };

    private final HandoffTable table;

    ExecutorHooks(HandoffTable table) {
        this.table = table;
    }

    void registerIn(HookRegistry registry) {
        registry.register(ExecutorPoints.EXECUTING, (executor, task) -> executing(task));
        registry.register(ExecutorPoints.NOT_EXECUTED, ExecutorHooks::notExecuted);
    }

    private @Nullable Runnable executing(@Nullable Runnable task) {
        if (!CarriedWork.anySandboxLives()
                || task == null
                || task instanceof FollowedTask
                || table.isShared(task)
                || !PLAIN.get(task.getClass())) {
            return task;
        }
        return new FollowedTask(task, CarriedWork.callersSandbox());
    }

    private static void notExecuted(Object task) {
        if (task instanceof FollowedTask followed) {
            followed.unit().drop();
        }
    }
}
