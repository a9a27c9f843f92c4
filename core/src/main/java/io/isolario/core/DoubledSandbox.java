package io.isolario.core;

import io.isolario.core.doubles.Answer;
import io.isolario.core.doubles.Doubles;
import io.isolario.core.doubles.Expectations;
import io.isolario.core.doubles.SandboxClock;
import io.isolario.core.doubles.Trace;
import io.isolario.core.event.Mails;
import java.time.Duration;

/** Hands what a test replaces or watches to the session that does it, if the class path has one. */
abstract class DoubledSandbox implements Sandbox {

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
}
