package io.isolario.playwright;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Playwright;
import io.isolario.core.RefusalException;
import io.isolario.core.Sandbox;
import io.isolario.core.Scope;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Browsers, each with a driver of its own and lent to one sandbox at a time. Thread-safe. */
final class BrowserPool {

    /** A browser and its driver; for one thread at a time, as Playwright has it. */
    record Lent(Playwright playwright, Browser browser) {

        void close() {
            // Closes its browsers too.
            playwright.close();
        }
    }

    private final Supplier<Playwright> driver;
    private final Function<Playwright, Browser> browser;
    private final int most;
    private final Duration wait;
    private final Semaphore places;

    @GuardedBy("this")
    private final Deque<Lent> idle = new ArrayDeque<>();

    @GuardedBy("this")
    private boolean closed;

    BrowserPool(Supplier<Playwright> driver, Function<Playwright, Browser> browser, int most, Duration wait) {
        this.driver = driver;
        this.browser = browser;
        this.most = most;
        this.wait = wait;
        // First come, first served: a test that waits long enough has its turn.
        this.places = new Semaphore(most, true);
    }

    Lent lend(Sandbox sandbox) {
        awaitPlace(sandbox);
        boolean lent = false;
        try {
            Lent known = takeIdle();
            Lent result = known != null && known.browser().isConnected() ? known : launch(known);
            lent = true;
            return result;
        } finally {
            if (!lent) {
                places.release();
            }
        }
    }

    private void awaitPlace(Sandbox sandbox) {
        boolean placed;
        try {
            placed = places.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new RefusalException("Sandbox " + sandbox + " got no browser: its thread was interrupted.");
        }
        if (!placed) {
            throw new RefusalException(
                    "Sandbox " + sandbox + " got no browser within " + wait.toSeconds() + " s: all " + most
                            + " are lent to other sandboxes. Let more run at once by SandboxBrowsers.Builder.atMost(..), or fewer"
                            + " tests.");
        }
    }

    private synchronized @Nullable Lent takeIdle() {
        if (closed) {
            throw new IllegalStateException(
                    "These browsers were closed. Open contexts before SandboxBrowsers.close().");
        }
        return idle.poll();
    }

    private Lent launch(@Nullable Lent broken) {
        if (broken != null) {
            broken.close();
        }
        // Its threads outlive the sandbox that happens to be the first to ask for it.
        try (Scope detached = Scope.detached()) {
            return launchHere();
        }
    }

    private Lent launchHere() {
        Playwright started = driver.get();
        try {
            return new Lent(started, browser.apply(started));
        } catch (RuntimeException failed) {
            started.close();
            throw failed;
        }
    }

    void giveBack(Lent lent) {
        if (keep(lent)) {
            places.release();
        } else {
            discard(lent);
        }
    }

    /** Takes back a browser that is not to be lent any more. */
    void discard(Lent lent) {
        try {
            lent.close();
        } finally {
            places.release();
        }
    }

    private synchronized boolean keep(Lent lent) {
        return !closed && idle.offer(lent);
    }

    void close() {
        Closing.all(takeAllIdle().stream().<Runnable>map(lent -> lent::close).toList());
    }

    private synchronized List<Lent> takeAllIdle() {
        closed = true;
        List<Lent> all = List.copyOf(idle);
        idle.clear();
        return all;
    }
}
