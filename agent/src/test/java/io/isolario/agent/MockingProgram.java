package io.isolario.agent;

import java.util.Collection;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import org.mockito.Mockito;

/** {@link LateAttachProgram} in a JVM whose pools and queues Mockito instruments before or after the agent. */
final class MockingProgram {

    private MockingProgram() {}

    /** Runs the program; mocks first unless the property {@code mock.after} is true. */
    public static void main(String[] arguments) throws Exception {
        if (Boolean.getBoolean("mock.after")) {
            IsolarioAgent.attach();
        }
        ThreadPoolExecutor pool = Mockito.mock(ThreadPoolExecutor.class);
        Mockito.when(pool.getPoolSize()).thenReturn(7);
        LinkedBlockingQueue<?> queue = Mockito.mock(LinkedBlockingQueue.class);
        Mockito.when(queue.size()).thenReturn(8);
        requireMocked(pool, queue);
        LateAttachProgram.main(arguments);
    }

    private static void requireMocked(ThreadPoolExecutor pool, Collection<?> queue) {
        if (pool.getPoolSize() != 7 || queue.size() != 8) {
            throw new IllegalStateException("Mockito does not mock");
        }
    }
}
