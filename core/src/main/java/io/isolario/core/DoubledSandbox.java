package io.isolario.core;

import io.isolario.core.doubles.Answer;
import io.isolario.core.doubles.Doubles;
import io.isolario.core.doubles.Expectations;
import io.isolario.core.doubles.SandboxClock;
import io.isolario.core.doubles.Trace;
import io.isolario.core.event.Events;
import io.isolario.core.event.Logs;
import io.isolario.core.event.Mails;
import java.time.Duration;
import org.slf4j.LoggerFactory;

/** Hands what a test replaces or watches to the session that does it, if the class path has one. */
abstract class DoubledSandbox implements ManagedSandbox {

    abstract SandboxOptions options();

    @Override
    public Duration drainTimeout() {
        return options().drainTimeout();
    }

    private Doubles doubles(String method) {
        return findSession(Doubles.class)
                .orElseThrow(
                        () -> new RefusalException(
                                "sandbox." + method + "(..) was refused in sandbox " + this
                                        + ": nothing on the class path can replace or watch parts of the application. "
                                        + "Add the artifact io.isolario:isolario-doubles, which brings isolario-agent, with scope test."));
    }

    @Override
    public <T> void replace(Class<T> type, T fake) {
        doubles("replace").replace(type, fake);
    }

    @Override
    public <T> void replace(T instance, T fake) {
        doubles("replace").replace(instance, fake);
    }

    @Override
    public void replace(Class<?> type, String method, Answer answer) {
        doubles("replace").replace(type, method, answer);
    }

    @Override
    public Expectations expect(Class<?> type) {
        return doubles("expect").expect(type);
    }

    @Override
    public Trace trace(Class<?> type, String method) {
        return doubles("trace").trace(type, method);
    }

    @Override
    public Mails mails() {
        return session(Mails.class);
    }

    @Override
    public SandboxClock clock() {
        return doubles("clock").clock();
    }

    @Override
    public Logs logs() {
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

    @Override
    public <E> Events<E> events(Class<E> type) {
        return findSession(Events.Source.class)
                .orElseThrow(() -> Refusals.missing(
                        this,
                        "captures events",
                        "isolario-spring-boot to the class path of a Spring Boot application, or CapturedEvents.resource()"
                                + " to SandboxRegistry.builder() and call CapturedEvents.add(..) where events are"
                                + " published"))
                .of(type);
    }

    @Override
    public void configure(String key, String value) {
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
