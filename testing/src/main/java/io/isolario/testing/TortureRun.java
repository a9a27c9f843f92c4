package io.isolario.testing;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;

/** One run of a random test: its seed, and when it has done enough. Thread-safe. */
public final class TortureRun {

    private final String kind;
    private final long seed;
    private final long least;
    private final long full;
    private final Optional<Duration> share;
    private final LongSupplier nanoTime;
    private final long began;

    TortureRun(String kind, long seed, long least, long full, Optional<Duration> share, LongSupplier nanoTime) {
        this.kind = kind;
        this.seed = seed;
        this.least = least;
        this.full = full;
        this.share = share;
        this.nanoTime = nanoTime;
        this.began = nanoTime.getAsLong();
    }

    /** Returns a run of a fixed size from a fixed seed: the short one, which each build has. */
    public static TortureRun exactly(long size, long seed) {
        return new TortureRun("short run", seed, size, size, Optional.empty(), System::nanoTime);
    }

    /** Returns what the random numbers of this run come from. */
    public long seed() {
        return seed;
    }

    /** Returns how much is done at least. */
    public long least() {
        return share.isPresent() ? least : full;
    }

    /** Returns whether to do more when {@code done} rounds, units or requests are done or begun. */
    public boolean goesOn(long done) {
        return done < least() || (done < full && share.filter(this::isLeft).isPresent());
    }

    private boolean isLeft(Duration ofShare) {
        return nanoTime.getAsLong() - began < ofShare.toNanos();
    }

    /** Returns what repeats this run. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s: %s; repeated by -D%s=%d",
                kind,
                share.map(time -> String.format(
                                Locale.ROOT, "%.1f s, of %d at least %d", time.toMillis() / 1000.0, full, least))
                        .orElse("all of " + full),
                TortureSettings.SEED,
                seed);
    }
}
