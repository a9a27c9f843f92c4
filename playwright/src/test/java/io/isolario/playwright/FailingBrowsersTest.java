package io.isolario.playwright;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.Problem;
import io.isolario.core.ProblemKind;
import io.isolario.core.SandboxOptions;
import io.isolario.core.SandboxRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Browsers and contexts that cannot be closed: none is left over for them, and no sandbox gets what another has left. */
class FailingBrowsersTest {

    private static final URI APPLICATION = URI.create("http://localhost:1");

    private final List<String> calls = new ArrayList<>();
    private final AtomicInteger launched = new AtomicInteger();
    private final AtomicInteger contexts = new AtomicInteger();
    private final SandboxRegistry registry = SandboxRegistry.builder("pages").build();
    private final SandboxBrowsers browsers = SandboxBrowsers.builder()
            .playwright(this::driver)
            .browser(driver -> browser())
            .atMost(2, Duration.ofMillis(100))
            .build();

    @AfterEach
    void close() {
        registry.close();
    }

    private Playwright driver() {
        int number = launched.incrementAndGet();
        return Fake.of(Playwright.class, Map.of("close", none -> closed("browser " + number)));
    }

    private Browser browser() {
        return Fake.of(Browser.class, Map.of("isConnected", none -> true, "newContext", options -> context()));
    }

    private BrowserContext context() {
        int number = contexts.incrementAndGet();
        return Fake.of(BrowserContext.class, Map.of("close", none -> closed("context " + number)));
    }

    /** The first of a kind cannot be closed. */
    private Object closed(String what) {
        calls.add(what);
        if (what.endsWith(" 1")) {
            throw new PlaywrightException(what + " is gone");
        }
        return what;
    }

    private ManagedSandbox sandbox(String owner) {
        return registry.open(SandboxOptions.builder(owner).build());
    }

    @Test
    void closesEachContextThoughOneFailsAndTheBrowserToo() {
        launched.set(1);
        ManagedSandbox sandbox = sandbox("ana");
        browsers.open(sandbox, APPLICATION);
        browsers.open(sandbox, APPLICATION);

        List<Problem> problems = sandbox.finish().problems();

        assertThat(calls).containsExactly("context 1", "context 2", "browser 2");
        assertThat(problems)
                .singleElement()
                .satisfies(problem -> assertThat(problem.kind()).isEqualTo(ProblemKind.CLEANUP))
                .extracting(Problem::message)
                .asString()
                .contains("context 1 is gone");
    }

    @Test
    void givesThePlaceBackOfABrowserThatCannotBeClosed() {
        for (String owner : List.of("ana", "bob", "eve")) {
            contexts.set(0);
            launched.set(0);
            ManagedSandbox sandbox = sandbox(owner);
            browsers.open(sandbox, APPLICATION);
            assertThat(sandbox.finish().problems()).hasSize(1);
        }

        assertThat(calls).containsExactly("context 1", "browser 1", "context 1", "browser 1", "context 1", "browser 1");
    }

    @Test
    void lendsABrowserAgainWhoseContextsAreClosed() {
        contexts.set(1);
        for (String owner : List.of("ana", "bob")) {
            ManagedSandbox sandbox = sandbox(owner);
            browsers.open(sandbox, APPLICATION);
            assertThat(sandbox.finish().problems()).isEmpty();
        }

        assertThat(launched).hasValue(1);
        assertThat(calls).containsExactly("context 2", "context 3");
    }

    @Test
    void closesEachBrowserThoughOneFails() {
        contexts.set(1);
        ManagedSandbox ana = sandbox("ana");
        ManagedSandbox bob = sandbox("bob");
        browsers.open(ana, APPLICATION);
        browsers.open(bob, APPLICATION);
        ana.close();
        bob.close();
        calls.clear();

        assertThatThrownBy(browsers::close).hasMessage("browser 1 is gone");

        assertThat(calls).containsExactly("browser 1", "browser 2");
    }

    @Test
    void lendsNoBrowserThatNobodyGivesBack() {
        BrowserPool pool = new BrowserPool(this::driver, driver -> browser(), 1, Duration.ofMillis(100));
        SandboxContexts late = new SandboxContexts(sandbox("ana"), pool, new Screenshots(Path.of("none")));
        late.close();

        assertThat(late.open(APPLICATION, new Browser.NewContextOptions())).isNull();

        assertThat(launched).hasValue(0);
    }

    @Test
    void closesAContextThatACleanupOpensAfterTheOthersWereClosed() {
        contexts.set(1);
        ManagedSandbox sandbox = sandbox("ana");
        sandbox.onClose(() -> browsers.open(sandbox, APPLICATION));
        browsers.open(sandbox, APPLICATION);

        sandbox.close();

        assertThat(calls).containsExactly("context 2", "context 3");
    }
}
