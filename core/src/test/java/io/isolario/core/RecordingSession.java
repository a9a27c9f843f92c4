package io.isolario.core;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;

/** A resource session that records which steps it is taken through, and does at a step what it is told to. */
final class RecordingSession implements ResourceSession {

    private final String name;
    private final List<String> calls;
    private final Map<String, Callable<?>> actions = new ConcurrentHashMap<>();

    RecordingSession(String name, List<String> calls) {
        this.name = name;
        this.calls = calls;
    }

    /** Does {@code action} at a step, after the step was recorded. */
    RecordingSession at(String step, Callable<?> action) {
        actions.put(step, action);
        return this;
    }

    /** Fails at a step with a message that says which. */
    RecordingSession failingAt(String step) {
        return at(step, () -> {
            throw new IllegalStateException(name + " fails at " + step);
        });
    }

    SandboxResource<RecordingSession> resource() {
        return SandboxResource.named(name, RecordingSession.class, sandbox -> {
            step("open");
            return this;
        });
    }

    @Override
    public void reserve(Duration patience) throws Exception {
        step("reserve");
    }

    @Override
    public void reset() throws Exception {
        step("reset");
    }

    @Override
    public void stop() throws Exception {
        step("stop");
    }

    @Override
    public List<String> verify() throws Exception {
        step("verify");
        return List.of();
    }

    @Override
    public void undo() throws Exception {
        step("undo");
    }

    @Override
    public void release() throws Exception {
        step("release");
    }

    private void step(String step) throws Exception {
        calls.add(name + " " + step);
        Callable<?> action = actions.get(step);
        if (action != null) {
            action.call();
        }
    }
}
