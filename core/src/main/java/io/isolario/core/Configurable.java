package io.isolario.core;

/**
 * The part of one sandbox that has its own values of configuration properties.
 *
 * <p>For implementors: the {@link ResourceSession} of a resource also implements this, and {@link Sandbox#configure} calls it.
 */
public interface Configurable {

    /**
     * Sets a property for the sandbox.
     *
     * @throws RefusalException if a bean has copied the property and would not see the change
     */
    void configure(String key, String value);
}
