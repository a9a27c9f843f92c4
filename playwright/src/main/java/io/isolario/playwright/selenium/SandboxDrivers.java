package io.isolario.playwright.selenium;

import io.isolario.core.ManagedSandbox;
import io.isolario.core.Sandbox;
import io.isolario.core.SandboxId;
import io.isolario.core.Scope;
import io.isolario.playwright.Screenshots;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.openqa.selenium.Cookie;
import org.openqa.selenium.WebDriver;

/**
 * Opens browsers of Selenium whose requests belong to a sandbox.
 *
 * <pre>{@code
 * static final SandboxDrivers DRIVERS = SandboxDrivers.of(ChromeDriver::new);
 *
 * @Test
 * void showsTheLobby(Sandbox sandbox) {
 *     WebDriver ana = DRIVERS.open(sandbox, forum);
 *     ana.get(forum + "/rooms");
 *     ...
 * }
 * }</pre>
 *
 * <p>A browser carries its sandbox by a cookie, so only the application gets it. The browsers of a sandbox are quit when it ends,
 * before it waits for outstanding work; if its test has failed, a screenshot of each is kept first. Thread-safe; a driver itself is
 * for one thread.
 */
public final class SandboxDrivers {

    private static final String COOKIE = "isolario";
    // Any address of the application will do: a browser takes cookies only for where it is.
    private static final String SOME_PAGE = "/isolario/openapi.json";

    private final Supplier<? extends WebDriver> launch;
    private final Screenshots screenshots;
    private final Map<SandboxId, OpenDrivers> open = new ConcurrentHashMap<>();

    private SandboxDrivers(Supplier<? extends WebDriver> launch, Screenshots screenshots) {
        this.launch = launch;
        this.screenshots = screenshots;
    }

    /** Returns drivers that are launched so, and whose screenshots are kept where the build has them. */
    public static SandboxDrivers of(Supplier<? extends WebDriver> launch) {
        return of(launch, Screenshots.ofBuild());
    }

    /** Returns drivers that are launched so, and whose screenshots are kept there. */
    public static SandboxDrivers of(Supplier<? extends WebDriver> launch, Screenshots screenshots) {
        return new SandboxDrivers(launch, screenshots);
    }

    /**
     * Opens a browser for a sandbox.
     *
     * @param application where the application is that the carrier may be sent to
     * @throws io.isolario.core.SandboxEndedException if the sandbox has ended
     */
    public WebDriver open(Sandbox sandbox, URI application) {
        ManagedSandbox.of(sandbox).requireUsable("open a browser");
        WebDriver driver = launched();
        boolean tied = false;
        try {
            driver.get(application.resolve(SOME_PAGE).toString());
            driver.manage()
                    .addCookie(new Cookie.Builder(COOKIE, sandbox.id().value())
                            .path("/")
                            .isHttpOnly(true)
                            .sameSite("Lax")
                            .build());
            remember(sandbox, driver);
            tied = true;
            return driver;
        } finally {
            if (!tied) {
                driver.quit();
            }
        }
    }

    /** The threads of a driver end with its browser, after the sandbox has waited for its own. */
    private WebDriver launched() {
        try (Scope detached = Scope.detached()) {
            return launch.get();
        }
    }

    private void remember(Sandbox sandbox, WebDriver driver) {
        boolean taken = false;
        while (!taken) {
            // Once more if these are quit in between: the sandbox takes others to quit, or says that it has ended.
            taken = open.computeIfAbsent(sandbox.id(), id -> opened(sandbox)).add(driver);
        }
    }

    private OpenDrivers opened(Sandbox sandbox) {
        OpenDrivers drivers = new OpenDrivers(sandbox, screenshots);
        sandbox.onClose(() -> {
            open.remove(sandbox.id());
            drivers.close();
        });
        return drivers;
    }
}
