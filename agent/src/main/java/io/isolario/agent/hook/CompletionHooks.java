package io.isolario.agent.hook;

import io.isolario.agent.hook.handoff.Handoff;
import io.isolario.agent.hook.handoff.HandoffTable;
import io.isolario.agent.hook.thread.NestedUnit;
import io.isolario.core.CarriedWork;
import io.isolario.core.Sandbox;
import io.isolario.core.WorkKind;
import org.jspecify.annotations.Nullable;

/** Stages of a CompletableFuture: they run for whoever registered them, and are work only while they run. */
final class CompletionHooks {

    private static final Object OWNER = new Object();

    private final HandoffTable table;

    CompletionHooks(HandoffTable table) {
        this.table = table;
    }

    /** One look of a completion at its source. */
    private record Firing(Handoff registration, @Nullable Handoff run) {}

    @Nullable
    Object registered(@Nullable Object completion, @Nullable Object unused) {
        Sandbox sandbox = CarriedWork.callersSandbox();
        if (sandbox != null && completion != null) {
            Handoff.to(table, OWNER, completion, sandbox, CarriedWork.Waiting.IS_UNSEEN, WorkKind.TASK);
        }
        return null;
    }

    @Nullable
    Object firing(@Nullable Object completion, @Nullable Object unused) {
        Handoff registration = completion == null ? null : table.peek(OWNER, completion);
        if (completion == null || registration == null) {
            return null;
        }
        Sandbox sandbox = registration.sandbox();
        if (sandbox == CarriedWork.callersSandbox()) {
            return new Firing(registration, null);
        }
        Handoff run = Handoff.here(completion, sandbox, WorkKind.TASK);
        return new Firing(registration, run.begin() ? run : null);
    }

    @Nullable
    Object fired(@Nullable Object token, @Nullable Object dependent) {
        if (token instanceof Firing firing) {
            if (dependent == null) {
                firing.registration().withdraw();
            }
            if (firing.run() != null) {
                NestedUnit.end(firing.run());
            }
        }
        return null;
    }
}
