package io.isolario.doubles;

import io.isolario.agent.AgentRefusalException;
import io.isolario.agent.CallInterception;
import io.isolario.agent.call.CallOutcome;
import io.isolario.agent.call.InterceptedCall;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.ResourceSession;
import io.isolario.core.SandboxState;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The system properties that one sandbox has configured, and every call of {@code System.getProperty} in it.
 *
 * <p>The JVM calls that too, while it loads classes for instance, so what answers it asks nobody, allocates next to nothing, and has
 * run once before the first real call comes. Thread-safe.
 */
final class ConfiguredSystemProperties implements InterceptedCall {

    /** The JVM and the JDK read these, and keep what they read for all. */
    private static final List<String> OF_THE_JVM = List.of(
            "awt.",
            "com.sun.",
            "file.",
            "http.",
            "https.",
            "java.",
            "javax.",
            "jdk.",
            "line.",
            "native.",
            "networkaddress.",
            "os.",
            "path.",
            "stderr.",
            "stdin.",
            "stdout.",
            "sun.",
            "user.");

    private static final String REHEARSED = "isolario.rehearsed";
    private static final String CLASS_INITIALISER = "<clinit>";
    private static final Logger LOG = LoggerFactory.getLogger(ConfiguredSystemProperties.class);
    private static final StackWalker STACK = StackWalker.getInstance();

    private final ManagedSandbox sandbox;
    private final Map<String, String> values = new ConcurrentHashMap<>();

    ConfiguredSystemProperties(ManagedSandbox sandbox) {
        this.sandbox = sandbox;
    }

    void set(String key, String value) {
        if (OF_THE_JVM.stream().anyMatch(key::startsWith)) {
            return;
        }
        try {
            CallInterception calls = CallInterception.with(CallsOfJvm.INSTANCE);
            rehearse();
            calls.coverStatic(System.class, "getProperty");
            values.put(key, value);
        } catch (AgentRefusalException refusal) {
            LOG.debug("System.getProperty(\"{}\") is that of the JVM in sandbox {}.", key, sandbox, refusal);
        } catch (IllegalStateException failure) {
            LOG.warn("System.getProperty(\"{}\") is that of the JVM in sandbox {}.", key, sandbox, failure);
        }
    }

    /** Loads and links all that answers a call. */
    private void rehearse() {
        values.put(REHEARSED, "");
        CallsOfJvm.INSTANCE.intercept(System.class, REHEARSED);
        intercept();
        begin(new Object[] {REHEARSED});
        values.remove(REHEARSED);
    }

    /** Returns what answers a call; null if nothing is configured, or not any more. */
    @Nullable
    InterceptedCall intercept() {
        return values.isEmpty() || sandbox.state() == SandboxState.ENDED ? null : this;
    }

    @Override
    @SuppressWarnings("NullAway") // The arguments of others may be null; the method itself says what it thinks of that.
    public @Nullable CallOutcome begin(Object[] arguments) {
        String value = arguments[0] == null ? null : values.get((String) arguments[0]);
        return value == null || inClassInitialiser() ? null : CallOutcome.returning(value);
    }

    /** What a class reads when it is initialised it keeps, for all sandboxes. */
    private static boolean inClassInitialiser() {
        return STACK.walk(frames -> frames.anyMatch(frame -> CLASS_INITIALISER.equals(frame.getMethodName())));
    }

    @Override
    public void returned(@Nullable Object result) {}

    @Override
    public void failed(Throwable failure) {}

    void clear() {
        values.clear();
    }

    ResourceSession.Mark mark() {
        Map<String, String> marked = Map.copyOf(values);
        return () -> {
            values.clear();
            values.putAll(marked);
        };
    }
}
