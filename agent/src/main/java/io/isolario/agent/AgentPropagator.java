package io.isolario.agent;

import io.isolario.core.ContextPropagator;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Attaches the agent to the JVM of whoever builds a registry.
 *
 * <p>The system property {@code isolario.agent} is {@code attach} by default: a JVM that cannot be instrumented is warned about.
 * {@code required} makes that an error, {@code off} leaves the JVM alone. Thread-safe.
 */
public final class AgentPropagator implements ContextPropagator {

    private static final Logger LOG = LoggerFactory.getLogger(IsolarioAgent.class);
    private static final String PROPERTY = "isolario.agent";

    /** Called by {@link java.util.ServiceLoader}. */
    public AgentPropagator() {}

    private enum Mode {
        ATTACH,
        REQUIRED,
        OFF;

        static Mode configured() {
            String value = System.getProperty(PROPERTY, "attach");
            return switch (value.toLowerCase(Locale.ROOT)) {
                case "attach", "true" -> ATTACH;
                case "required" -> REQUIRED;
                case "off", "false" -> OFF;
                default ->
                    throw new IllegalArgumentException("The system property " + PROPERTY + " is \"" + value
                            + "\"; it may be attach (the default), required or off.");
            };
        }
    }

    /**
     * @throws AgentRefusalException if the agent is required and cannot be installed
     * @throws IllegalArgumentException if the system property has another value than those above
     */
    @Override
    public void install() {
        Mode mode = Mode.configured();
        if (mode == Mode.OFF) {
            return;
        }
        try {
            IsolarioAgent.attach();
        } catch (AgentRefusalException refusal) {
            if (mode == Mode.REQUIRED) {
                throw refusal;
            }
            LOG.warn(
                    "Sandboxes do not follow work to other threads by themselves. {} Set {}=off to stop trying.",
                    refusal.getMessage(),
                    PROPERTY);
        }
    }
}
