package io.isolario.core;

/**
 * The part of one sandbox that has its own values of system properties of the JVM.
 *
 * <p>For implementors: the {@link ResourceSession} of a resource also implements this, and {@link Sandbox#configure} calls it after
 * the application's configuration has taken the value.
 */
public interface SystemPropertyOverrides {

    /** Sets what {@code System.getProperty(key)} returns in the sandbox; does nothing where that cannot be had. */
    void override(String key, String value);
}
