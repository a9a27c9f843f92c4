package io.isolario.agent.hook.handoff;

import java.util.ArrayList;
import java.util.List;

/**
 * Where a thread was when it took an element without waiting for it. Nothing signals when the thread is done with the element. But if
 * it waits in a caller of the method that took the element, it has left that method, and is done.
 */
public final class TakeSite {

    private static final List<String> NOT_OF_THE_APPLICATION =
            List.of("java.util.concurrent.", "java.util.Abstract", "io.isolario.agent.hook.", "io.isolario.core.");

    private final Thread thread = Thread.currentThread();
    // Never thrown: it keeps the stack, which is read only when a wait for quiescence lasts.
    private final Throwable stack = new Throwable();

    boolean wasLeft() {
        Thread.State state = thread.getState();
        if (state != Thread.State.WAITING && state != Thread.State.TIMED_WAITING) {
            return false;
        }
        List<StackTraceElement> now = fromTheRoot(thread.getStackTrace());
        return !isAsleep(now) && leftBy(now);
    }

    /** Returns whether the method that took the element is not on the stack any more, and all its callers are. */
    private boolean leftBy(List<StackTraceElement> now) {
        List<StackTraceElement> then = fromTheRoot(stack.getStackTrace());
        int taking = then.size() - 1;
        while (taking >= 0 && !isOfTheApplication(then.get(taking))) {
            taking--;
        }
        for (int i = 0; i < taking; i++) {
            if (i >= now.size() || !isSameMethod(then.get(i), now.get(i))) {
                return false;
            }
        }
        return taking >= 0 && (taking >= now.size() || !isSameMethod(then.get(taking), now.get(taking)));
    }

    private static boolean isAsleep(List<StackTraceElement> now) {
        return now.stream()
                .anyMatch(frame -> frame.getClassName().equals("java.lang.Thread")
                        && frame.getMethodName().startsWith("sleep"));
    }

    private static boolean isOfTheApplication(StackTraceElement frame) {
        return NOT_OF_THE_APPLICATION.stream().noneMatch(frame.getClassName()::startsWith);
    }

    private static boolean isSameMethod(StackTraceElement one, StackTraceElement other) {
        return one.getClassName().equals(other.getClassName())
                && one.getMethodName().equals(other.getMethodName());
    }

    /** Returns the frames without those of lambdas, which JDK 17 shows in the stacks of other threads only. */
    private static List<StackTraceElement> fromTheRoot(StackTraceElement[] frames) {
        List<StackTraceElement> reversed = new ArrayList<>();
        for (int i = frames.length - 1; i >= 0; i--) {
            if (!frames[i].getClassName().contains("$$Lambda")) {
                reversed.add(frames[i]);
            }
        }
        return reversed;
    }
}
