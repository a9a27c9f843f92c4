package io.isolario.playwright;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.SameSiteAttribute;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.Sandbox;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The browser contexts of one sandbox. Guarded by its monitor; Playwright itself is for one thread at a time. */
final class SandboxContexts {

    private static final String COOKIE = "isolario";

    private final Sandbox sandbox;
    private final BrowserPool pool;
    private final Screenshots screenshots;
    private final List<BrowserContext> contexts = new ArrayList<>();
    private BrowserPool.@Nullable Lent lent;
    private boolean closed;

    SandboxContexts(Sandbox sandbox, BrowserPool pool, Screenshots screenshots) {
        this.sandbox = sandbox;
        this.pool = pool;
        this.screenshots = screenshots;
    }

    /** Opens a context; returns null if these are closed: nobody would close it, nor give its browser back. */
    synchronized @Nullable BrowserContext open(URI application, Browser.NewContextOptions options) {
        if (closed) {
            return null;
        }
        BrowserPool.Lent browser = lent == null ? pool.lend(sandbox) : lent;
        lent = browser;
        if (options.baseURL == null) {
            options.setBaseURL(application.toString());
        }
        BrowserContext context = browser.browser().newContext(options);
        contexts.add(context);
        context.addCookies(List.of(new Cookie(COOKIE, sandbox.id().value())
                .setUrl(application.toString())
                .setHttpOnly(true)
                .setSameSite(SameSiteAttribute.LAX)));
        return context;
    }

    synchronized void close() {
        closed = true;
        BrowserPool.Lent browser = lent;
        if (browser == null) {
            return;
        }
        lent = null;
        List<Runnable> closings = new ArrayList<>();
        if (ManagedSandbox.of(sandbox).hasFailed()) {
            closings.add(this::keepScreenshots);
        }
        contexts.forEach(context -> closings.add(context::close));
        boolean clean = false;
        try {
            Closing.all(closings);
            clean = true;
        } finally {
            if (clean) {
                pool.giveBack(browser);
            } else {
                // What could not be closed ends with its browser, which the next sandbox is not to have.
                pool.discard(browser);
            }
        }
    }

    private void keepScreenshots() {
        int number = 0;
        for (BrowserContext context : contexts) {
            for (Page page : context.pages()) {
                number++;
                screenshots.keep(sandbox, number, page::screenshot);
            }
        }
    }
}
