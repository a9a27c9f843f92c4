package io.isolario.doubles;

import io.isolario.core.ResourceSession;
import io.isolario.core.doubles.SandboxClock;
import java.lang.reflect.Method;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A clock that tells real time until it is set. Thread-safe. */
final class AdjustedClock implements SandboxClock, Rule {

    /** Zones stay; another sandbox may have had all methods of clocks woven. */
    private static final Set<String> TELLING = Set.of("instant", "millis");

    private final Consumer<Rule> watching;
    private final AtomicReference<Setting> setting = new AtomicReference<>(Setting.REAL);

    /** @param watching makes the clocks of the system ask this one */
    AdjustedClock(Consumer<Rule> watching) {
        this.watching = watching;
    }

    /**
     * What the clock tells.
     *
     * @param stopped what it tells for ever; null if it ticks
     * @param ahead of real time, if it ticks
     */
    private record Setting(@Nullable Instant stopped, Duration ahead) {

        private static final Setting REAL = new Setting(null, Duration.ZERO);

        Instant now() {
            return stopped == null ? realTime().plus(ahead) : stopped;
        }

        Setting advancedBy(Duration duration) {
            return stopped == null
                    ? new Setting(null, ahead.plus(duration))
                    : new Setting(stopped.plus(duration), ahead);
        }
    }

    /** Not {@code Instant.now()}, which asks this clock. */
    private static Instant realTime() {
        return Instant.ofEpochMilli(System.currentTimeMillis());
    }

    @Override
    public void fix(Instant instant) {
        set(before -> new Setting(instant, Duration.ZERO));
    }

    @Override
    public void tickFrom(Instant instant) {
        set(before -> new Setting(null, Duration.between(realTime(), instant)));
    }

    @Override
    public void advance(Duration duration) {
        set(before -> before.advancedBy(duration));
    }

    private void set(UnaryOperator<Setting> change) {
        watching.accept(this);
        setting.updateAndGet(change);
    }

    @Override
    public void reset() {
        setting.set(Setting.REAL);
    }

    ResourceSession.Mark mark() {
        Setting marked = told();
        return () -> setting.set(marked);
    }

    @Override
    public Instant now() {
        return told().now();
    }

    private Setting told() {
        Setting told = setting.get();
        return told == null ? Setting.REAL : told;
    }

    @Override
    public boolean concerns(Object receiver, Method method) {
        if (Setting.REAL.equals(setting.get())) {
            return false;
        }
        return receiver == Instant.class
                ? method.getName().equals("now") && method.getParameterCount() == 0
                : method.getDeclaringClass().getName().startsWith("java.time.Clock$System")
                        && TELLING.contains(method.getName());
    }

    @Override
    public @Nullable Object answer(AnsweredCall call) {
        return call.called().getReturnType() == long.class ? (Object) now().toEpochMilli() : now();
    }
}
