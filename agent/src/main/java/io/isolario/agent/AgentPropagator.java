package io.isolario.agent;

import io.isolario.core.ContextPropagator;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Attaches the agent to the JVM when a registry is built.
 *
 * <p>The system property {@code isolario.agent} decides: with {@code attach}, the default, a JVM that cannot be instrumented is logged
 * as a warning; with {@code required} it is an error; with {@code off} the agent is not attached. Thread-safe.
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
                            + "\"; it must be attach (the default), required or off.");
            };
        }
    }

    /**
     * @throws AgentRefusalException if the agent is required and cannot be installed
     * @throws IllegalArgumentException if the system property has another value
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
                    "Sandboxes do not follow work to other threads. {} Set {}=off to not attach the agent.",
                    refusal.getMessage(),
                    PROPERTY);
        }
    }
}
