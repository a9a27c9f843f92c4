package io.isolario.core.doubles;

import io.isolario.core.RefusalException;
import java.time.Duration;
import java.time.Instant;

/**
 * The system clock as one sandbox sees it: what {@link java.time.Clock#systemUTC()} and the like, all clocks that are made of them, and
 * {@code now()} of the classes of {@code java.time} return on its threads. Zones stay as they are.
 *
 * <p>It does not reach {@link System#currentTimeMillis()}, {@link System#nanoTime()}, {@code new java.util.Date()} and
 * {@code java.util.Calendar}, nor the database, nor when a delayed task is due: those use real time. Clocks that do not ask the system
 * ({@code Clock.fixed}, a custom class) are unchanged; {@link Doubles#replace(Class, Object)} replaces those too.
 *
 * <p>Thread-safe.
 */
public interface SandboxClock {

    /**
     * Stops the clock at an instant; only {@link #advance} moves it.
     *
     * @throws RefusalException if clocks cannot be instrumented in this JVM
     */
    void fix(Instant instant);

    /**
     * Sets the clock to an instant and lets it tick as real time does.
     *
     * @throws RefusalException if clocks cannot be instrumented in this JVM
     */
    void tickFrom(Instant instant);

    /**
     * Moves the clock; it goes on ticking if it did.
     *
     * @param duration may be negative
     * @throws RefusalException if clocks cannot be instrumented in this JVM
     */
    void advance(Duration duration);

    /** Returns the clock to real time. */
    void reset();

    /** Returns its current time. */
    Instant now();
}
