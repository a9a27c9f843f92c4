package io.isolario.core;

import io.isolario.core.event.Events;
import io.isolario.core.event.Logs;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/** What a test sees of the application in its sandbox apart from data, and what it sets there; resources provide it. */
public interface SandboxViews {

    /** Returns the registry that opened the sandbox. */
    SandboxRegistry registry();

    /** Returns the session that the sandbox has of a resource; empty when it has none of this type. */
    <S> Optional<S> findSession(Class<S> type);

    /**
     * Returns the lines that the application logged in this sandbox.
     *
     * @throws RefusalException if nothing captures logs in this registry
     */
    default Logs logs() {
        return findSession(Logs.Source.class)
                .orElseThrow(() -> Refusals.missing(
                        this,
                        "captures the log",
                        "isolario-spring-boot and isolario-logback to the class path of a Spring Boot application, or"
                                + " isolario-logback to the class path and CapturedLogs.resource() to"
                                + " SandboxRegistry.builder(). Both read Logback; this JVM logs by "
                                + LoggerFactory.getILoggerFactory().getClass().getName()))
                .everything();
    }

    /**
     * Returns the events of a type, and of its subtypes, that the application published in this sandbox. With Spring these are
     * application events and, by the type of their context, observations of Micrometer that have stopped.
     *
     * @throws RefusalException if nothing captures events in this registry
     */
    default <E> Events<E> events(Class<E> type) {
        return findSession(Events.Source.class)
                .orElseThrow(() -> Refusals.missing(
                        this,
                        "captures events",
                        "isolario-spring-boot to the class path of a Spring Boot application, or CapturedEvents.resource()"
                                + " to SandboxRegistry.builder() and call CapturedEvents.add(..) where events are"
                                + " published"))
                .of(type);
    }

    /**
     * Sets a property of the application's configuration for this sandbox, until it ends. Code that reads it from now on, on a thread of
     * this sandbox, gets this value; with {@code isolario-doubles} and the agent also {@code System.getProperty(key)}, by
     * exactly this name, from anywhere but a class initialiser, unless the JVM itself runs on it ({@code java.home}).
     *
     * @throws RefusalException if nothing configures the application in this registry, or if a bean has copied the property when the
     *     application started and would not see it; the message names bean and place
     */
    default void configure(String key, String value) {
        findSession(Configurable.class)
                .orElseThrow(() -> Refusals.missing(
                        this,
                        "configures the application",
                        "isolario-spring-boot to the class path of a Spring Boot application, or a resource whose session"
                                + " implements Configurable to SandboxRegistry.builder()"))
                .configure(key, value);
        findSession(SystemPropertyOverrides.class).ifPresent(overrides -> overrides.override(key, value));
    }
}
