package io.isolario.core;

import io.isolario.core.event.Events;
import io.isolario.core.event.Logs;

/** What a test sees of the application in its sandbox apart from data, and what it sets there; resources provide it. */
public interface SandboxViews {

    /**
     * Returns the lines that the application logged in this sandbox.
     *
     * @throws RefusalException if nothing captures logs in this registry
     */
    Logs logs();

    /**
     * Returns the events of a type, and of its subtypes, that the application published in this sandbox. With Spring these are
     * application events and, by the type of their context, observations of Micrometer that have stopped.
     *
     * @throws RefusalException if nothing captures events in this registry
     */
    <E> Events<E> events(Class<E> type);

    /**
     * Sets a property of the application's configuration for this sandbox, until it ends. Code that reads it from now on, on a thread of
     * this sandbox, gets this value; with {@code isolario-doubles} and the agent also {@code System.getProperty(key)}, by
     * exactly this name, from anywhere but a class initialiser, unless the JVM itself runs on it ({@code java.home}).
     *
     * @throws RefusalException if nothing configures the application in this registry, or if a bean has copied the property when the
     *     application started and would not see it; the message names bean and place
     */
    void configure(String key, String value);
}
