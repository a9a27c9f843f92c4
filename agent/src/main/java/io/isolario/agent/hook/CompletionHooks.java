package io.isolario.agent.hook;

import io.isolario.agent.hook.handoff.Handoff;
import io.isolario.agent.hook.handoff.HandoffTable;
import io.isolario.agent.hook.point.CompletionPoints;
import io.isolario.agent.hook.point.HookRegistry;
import io.isolario.agent.hook.thread.NestedUnit;
import io.isolario.core.CarriedWork;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.work.Waiting;
import io.isolario.core.work.WorkKind;
import org.jspecify.annotations.Nullable;

/** Stages of a CompletableFuture: they run in the sandbox that registered them, and count only while they run. */
final class CompletionHooks {

    private static final Object OWNER = new Object();

    private final HandoffTable table;

    CompletionHooks(HandoffTable table) {
        this.table = table;
    }

    /** A stage that checks its source; {@code run} is null if the caller is in the right sandbox already. */
    private record Firing(Handoff registration, @Nullable Handoff run) {}

    void registerIn(HookRegistry registry) {
        registry.register(CompletionPoints.REGISTERED, this::registered);
        registry.register(CompletionPoints.FIRING, this::firing);
        registry.register(CompletionPoints.FIRED, this::fired);
    }

    private void registered(Object stage) {
        ManagedSandbox sandbox = CarriedWork.callersSandbox();
        if (sandbox != null) {
            table.handOver(OWNER, stage, sandbox, Waiting.IS_UNSEEN, WorkKind.TASK);
        }
    }

    private @Nullable Object firing(Object stage) {
        Handoff registration = table.peek(OWNER, stage);
        if (registration == null) {
            return null;
        }
        ManagedSandbox sandbox = registration.sandbox();
        if (sandbox == CarriedWork.callersSandbox()) {
            return new Firing(registration, null);
        }
        Handoff run = Handoff.here(stage, sandbox, WorkKind.TASK);
        return new Firing(registration, run.begin() ? run : null);
    }

    private void fired(Object token, @Nullable Object dependent) {
        if (token instanceof Firing firing) {
            if (dependent == null) {
                firing.registration().withdraw();
            }
            if (firing.run() != null) {
                NestedUnit.end(firing.run());
            }
        }
    }
}
