package io.isolario.core;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The resource sessions of one sandbox.
 *
 * <p>Filled by the thread that opens the sandbox, before any other thread can have it; only read from then on.
 */
final class SessionSet {

    private final List<Opened> opened = new ArrayList<>();
    private final SandboxOptions options;

    private record Opened(SandboxResource<?> resource, ResourceSession session) {}

    SessionSet(SandboxOptions options) {
        this.options = options;
    }

    /** Opens all resources; when one fails, releases those opened before and passes the failure on. */
    void open(List<SandboxResource<?>> resources, ManagedSandbox sandbox) {
        for (SandboxResource<?> resource : resources) {
            try {
                Opened each = new Opened(resource, resource.open(sandbox));
                opened.add(each);
                arrange(each);
            } catch (Exception | Error failure) {
                throw abandon(resource, sandbox, failure);
            }
        }
        options.reserving().ifPresent(patience -> reserve(sandbox, patience));
    }

    /** All sessions together wait no longer than one may. */
    private void reserve(ManagedSandbox sandbox, Duration patience) {
        long start = System.nanoTime();
        for (Opened each : opened) {
            Duration left = patience.minusNanos(System.nanoTime() - start);
            try {
                each.session().reserve(left.isNegative() ? Duration.ZERO : left);
            } catch (Exception | Error failure) {
                throw abandon(each.resource(), sandbox, failure);
            }
        }
    }

    private void arrange(Opened each) throws Exception {
        if (options.arranging()) {
            each.session().arrangeForOthers();
        }
        SessionFixture part =
                options.fixture().map(whole -> whole.partOf(each.resource())).orElse(null);
        if (part != null) {
            part.arrange(each.session());
        }
    }

    void requireArranging(ManagedSandbox sandbox) {
        if (!options.arranging()) {
            throw new IllegalStateException(
                    "Sandbox " + sandbox
                            + " was not opened to arrange data for others. Open it with SandboxOptions.builder(..).arranging().");
        }
    }

    /** Returns the fixtures of all sessions; empty if one of them has none. */
    Optional<Fixture> fixture(ManagedSandbox sandbox) {
        Map<SandboxResource<?>, SessionFixture> parts = new LinkedHashMap<>();
        for (Opened each : opened) {
            Optional<SessionFixture> part = partOf(each, sandbox);
            if (part.isEmpty()) {
                return Optional.empty();
            }
            parts.put(each.resource(), part.get());
        }
        return Optional.of(new Fixture(sandbox, parts));
    }

    private static Optional<SessionFixture> partOf(Opened each, ManagedSandbox sandbox) {
        try {
            return each.session().fixture();
        } catch (RefusalException refusal) {
            throw refusal;
        } catch (Exception failure) {
            throw new IllegalStateException(
                    "What sandbox " + sandbox + " did could not be handed on: resource \""
                            + each.resource().name() + "\" failed: " + failure,
                    failure);
        }
    }

    private IsolarioException abandon(SandboxResource<?> failed, ManagedSandbox sandbox, Throwable failure) {
        List<Failure> unreleased = inReverse((resource, session) -> session.release());
        if (failure instanceof RefusalException || failure instanceof CapacityExceededException) {
            // It says itself what, why and the ways out.
            unreleased.forEach(problem -> failure.addSuppressed(problem.failure()));
            return (IsolarioException) failure;
        }
        SandboxOpeningException exception = new SandboxOpeningException(
                "Sandbox " + sandbox + " was not opened: resource \"" + failed.name() + "\" failed: " + failure
                        + ". Opened before it and released again: "
                        + names(opened.stream()
                                .<SandboxResource<?>>map(Opened::resource)
                                .filter(each -> each != failed))
                        + "."
                        + (unreleased.isEmpty()
                                ? ""
                                : " Releasing failed (see the suppressed exceptions): "
                                        + names(unreleased.stream().map(Failure::resource)) + "."),
                failure);
        unreleased.forEach(problem -> exception.addSuppressed(problem.failure()));
        return exception;
    }

    private static List<String> names(Stream<SandboxResource<?>> resources) {
        return resources.<String>map(SandboxResource::name).toList();
    }

    <S> Optional<S> find(Class<S> type) {
        // No stream: a replaced class asks with every call.
        for (Opened each : opened) {
            if (type.isInstance(each.session())) {
                return Optional.of(type.cast(each.session()));
            }
        }
        return Optional.empty();
    }

    void reset(ManagedSandbox sandbox) {
        List<Failure> failures = inReverse((resource, session) -> {
            session.reset();
            arrange(new Opened(resource, session));
        });
        orThrow(failures, "could not be reset", sandbox);
    }

    static void orThrow(List<Failure> failures, String what, ManagedSandbox sandbox) {
        if (failures.isEmpty()) {
            return;
        }
        Failure first = failures.get(0);
        IllegalStateException exception = new IllegalStateException(
                "Sandbox " + sandbox + " " + what + ": resource \""
                        + first.resource().name() + "\" failed: " + first.failure() + ". Close it and open another.",
                first.failure());
        failures.stream().skip(1).forEach(failure -> exception.addSuppressed(failure.failure()));
        throw exception;
    }

    /** Lets every session remember its state; when one cannot, none does. */
    SessionMarks mark(ManagedSandbox sandbox) {
        SessionMarks marks = new SessionMarks();
        for (Opened each : opened) {
            try {
                marks.add(each.resource(), markOf(each, sandbox));
            } catch (Exception | Error failure) {
                RuntimeException exception = unmarked(each.resource(), sandbox, failure);
                marks.undo().forEach(problem -> exception.addSuppressed(problem.failure()));
                throw exception;
            }
        }
        return marks;
    }

    private static ResourceSession.Mark markOf(Opened each, ManagedSandbox sandbox) throws Exception {
        return each.session()
                .mark()
                .orElseThrow(
                        () -> new RefusalException(
                                "A checkpoint was refused in sandbox " + sandbox
                                        + ": resource \"" + each.resource().name()
                                        + "\" can only go back to its beginning. Ways out: sandbox.reset() without a checkpoint, which undoes "
                                        + "everything, and arranging anew; ResourceSession.mark() in that resource; or a registry without it."));
    }

    private static RuntimeException unmarked(SandboxResource<?> resource, ManagedSandbox sandbox, Throwable failure) {
        return failure instanceof RefusalException refusal
                ? refusal
                : new IllegalStateException(
                        "Sandbox " + sandbox + " got no checkpoint: resource \"" + resource.name() + "\" failed: "
                                + failure + ".",
                        failure);
    }

    /** Runs a step for every session, the one opened last first, and returns what failed. */
    List<Failure> inReverse(Step step) {
        List<Failure> failures = new ArrayList<>();
        for (int i = opened.size() - 1; i >= 0; i--) {
            Opened each = opened.get(i);
            try {
                step.run(each.resource(), each.session());
            } catch (Exception | Error failure) {
                failures.add(new Failure(each.resource(), failure));
            }
        }
        return failures;
    }

    /** A step of the life of a session. */
    @FunctionalInterface
    interface Step {
        void run(SandboxResource<?> resource, ResourceSession session) throws Exception;
    }

    /** A step that failed, and how. */
    record Failure(SandboxResource<?> resource, Throwable failure) {}
}
