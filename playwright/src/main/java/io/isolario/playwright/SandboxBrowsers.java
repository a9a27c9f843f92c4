package io.isolario.playwright;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Playwright;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.Sandbox;
import io.isolario.core.SandboxId;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Opens browser contexts of Playwright whose requests belong to a sandbox.
 *
 * <pre>{@code
 * static final SandboxBrowsers BROWSERS = SandboxBrowsers.builder().build();
 *
 * @Test
 * void membersHearEachOther(Sandbox sandbox) {
 *     Page ana = BROWSERS.open(sandbox, forum).newPage();
 *     Page ben = BROWSERS.open(sandbox, forum).newPage();
 *     ...
 * }
 * }</pre>
 *
 * <p>A context carries its sandbox by a cookie: navigations, requests of scripts, images and handshakes of WebSockets all have it,
 * and nobody but the application gets it. The contexts of a sandbox are closed when it ends, before it waits for outstanding work;
 * if its test has failed, a screenshot of each of their pages is kept first.
 *
 * <h2>Notes and cautions</h2>
 *
 * <ul>
 *   <li>Playwright is not thread-safe. Each sandbox has a browser to itself as long as it is open, so tests may run concurrently,
 *       but the pages of one test are for one thread at a time.
 *   <li>Browsers are kept for the next sandbox. At most so many run at once as the machine has processors, unless told otherwise.
 *   <li>A page that clears its cookies leaves its sandbox. Let the application require one, and it is told so (428).
 * </ul>
 *
 * <p>Thread-safe.
 */
public final class SandboxBrowsers implements AutoCloseable {

    private final BrowserPool pool;
    private final Screenshots screenshots;
    private final Map<SandboxId, SandboxContexts> open = new ConcurrentHashMap<>();

    private SandboxBrowsers(BrowserPool pool, Screenshots screenshots) {
        this.pool = pool;
        this.screenshots = screenshots;
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Opens a context with the application as its base URL. */
    public BrowserContext open(Sandbox sandbox, URI application) {
        return open(sandbox, application, new Browser.NewContextOptions());
    }

    /**
     * Opens a context.
     *
     * @param application where the application is that the carrier may be sent to; the base URL unless the options have one
     * @throws io.isolario.core.RefusalException if all browsers are taken for too long
     * @throws io.isolario.core.SandboxEndedException if the sandbox has ended
     */
    public BrowserContext open(Sandbox sandbox, URI application, Browser.NewContextOptions options) {
        ManagedSandbox.of(sandbox).requireUsable("open a browser");
        BrowserContext opened = null;
        while (opened == null) {
            // Once more if these are closed in between: the sandbox takes others to close, or says that it has ended.
            opened = open.computeIfAbsent(sandbox.id(), id -> contextsOf(sandbox))
                    .open(application, options);
        }
        return opened;
    }

    private SandboxContexts contextsOf(Sandbox sandbox) {
        SandboxContexts contexts = new SandboxContexts(sandbox, pool, screenshots);
        sandbox.onClose(() -> {
            open.remove(sandbox.id());
            contexts.close();
        });
        return contexts;
    }

    /** Closes the browsers. Sandboxes that have contexts open are to be closed before. */
    @Override
    public void close() {
        pool.close();
    }

    /** What browsers there are. Not thread-safe. */
    public static final class Builder {

        private Supplier<Playwright> playwright = Playwright::create;
        private Function<Playwright, Browser> browser =
                started -> started.chromium().launch();
        private Screenshots screenshots = Screenshots.ofBuild();
        private int most = Runtime.getRuntime().availableProcessors();
        private Duration wait = Duration.ofMinutes(2);

        private Builder() {}

        /** Sets how the driver is started, which each browser has one of. */
        public Builder playwright(Supplier<Playwright> value) {
            playwright = value;
            return this;
        }

        /** Sets which browser is launched, and how; Chromium without a window if nothing is said. */
        public Builder browser(Function<Playwright, Browser> value) {
            browser = value;
            return this;
        }

        public Builder screenshots(Screenshots value) {
            screenshots = value;
            return this;
        }

        /**
         * Sets how many browsers run at once, and so how many sandboxes have one.
         *
         * @param longest how long one more waits for one
         */
        public Builder atMost(int browsers, Duration longest) {
            if (browsers < 1) {
                throw new IllegalArgumentException(
                        "At most " + browsers + " browsers are none. Give a number of 1 or more.");
            }
            most = browsers;
            wait = longest;
            return this;
        }

        public SandboxBrowsers build() {
            return new SandboxBrowsers(new BrowserPool(playwright, browser, most, wait), screenshots);
        }
    }
}
