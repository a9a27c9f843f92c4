package io.isolario.agent.hook.handoff;

import java.util.ArrayList;
import java.util.List;

/**
 * Where a thread was when it took an element without waiting for it. It says nothing when it is done with it; but if it waits in a
 * method that called the one that asked, it has left that one, and the element with it.
 */
public final class TakeSite {

    private static final List<String> NOT_OF_THE_APPLICATION =
            List.of("java.util.concurrent.", "java.util.Abstract", "io.isolario.agent.hook.", "io.isolario.core.");

    private final Thread thread = Thread.currentThread();
    // Never thrown: it keeps the stack, and is read only if somebody waits for the element in vain.
    private final Throwable stack = new Throwable();

    boolean wereLeft() {
        Thread.State state = thread.getState();
        if (state != Thread.State.WAITING && state != Thread.State.TIMED_WAITING) {
            return false;
        }
        List<StackTraceElement> now = fromTheRoot(thread.getStackTrace());
        return !isAsleep(now) && leftBy(now);
    }

    /** Whether all callers of the method that asked are there still, and it itself is not. */
    private boolean leftBy(List<StackTraceElement> now) {
        List<StackTraceElement> then = fromTheRoot(stack.getStackTrace());
        int asking = then.size() - 1;
        while (asking >= 0 && !isOfTheApplication(then.get(asking))) {
            asking--;
        }
        for (int i = 0; i < asking; i++) {
            if (i >= now.size() || !isSameMethod(then.get(i), now.get(i))) {
                return false;
            }
        }
        return asking >= 0 && (asking >= now.size() || !isSameMethod(then.get(asking), now.get(asking)));
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

    /** Without the classes of lambdas, which JDK 17 shows in the stack of another thread only. */
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
