package io.isolario.playwright;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.RefusalException;
import io.isolario.core.SandboxEndedException;
import io.isolario.core.SandboxOptions;
import io.isolario.core.SandboxRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@Chromium.Needed
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SandboxBrowsersTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path pictures;

    private final Site site = new Site();
    private final URI application = site.at("localhost");
    private final SandboxRegistry registry = SandboxRegistry.builder("pages").build();

    @SuppressWarnings("NullAway.Init")
    private SandboxBrowsers browsers;

    @BeforeAll
    void open() {
        browsers = Chromium.browsers()
                .screenshots(new Screenshots(pictures))
                .atMost(2, Duration.ofMillis(200))
                .build();
    }

    @AfterAll
    void close() {
        browsers.close();
        registry.close();
        site.close();
    }

    private ManagedSandbox sandbox(String owner) {
        return registry.open(SandboxOptions.builder(owner).build());
    }

    @Test
    void carriesTheSandboxWithEachRequestToTheApplication() {
        try (ManagedSandbox sandbox = sandbox("mine")) {
            Page page = browsers.open(sandbox, application).newPage();

            page.navigate("/navigated");
            page.evaluate("() => fetch('/fetched').then(answer => answer.text())");

            String cookie = "isolario=" + sandbox.id().value();
            assertThat(site.requestsFor("/navigated")).containsExactly("/navigated " + cookie);
            assertThat(site.requestsFor("/fetched")).containsExactly("/fetched " + cookie);
        }
    }

    @Test
    void carriesItToNobodyElse() {
        try (ManagedSandbox sandbox = sandbox("mine")) {
            Page page = browsers.open(sandbox, application).newPage();
            page.navigate("/");

            page.evaluate("url => fetch(url).then(answer => answer.text())", site.at("127.0.0.1") + "/collected");

            assertThat(site.requestsFor("/collected")).containsExactly("/collected ");
        }
    }

    @Test
    void keepsTwoSandboxesApartThatAreOpenAtOnce() {
        try (ManagedSandbox mine = sandbox("mine");
                ManagedSandbox yours = sandbox("yours")) {
            browsers.open(mine, application).newPage().navigate("/apart");
            browsers.open(yours, application).newPage().navigate("/apart");

            assertThat(site.requestsFor("/apart"))
                    .containsExactly(
                            "/apart isolario=" + mine.id().value(),
                            "/apart isolario=" + yours.id().value());
        }
    }

    @Test
    void closesEachContextOfASandboxWithIt() {
        ManagedSandbox sandbox = sandbox("mine");
        BrowserContext ana = browsers.open(sandbox, application);
        BrowserContext ben = browsers.open(sandbox, application);
        assertThat(ana.browser()).isSameAs(ben.browser());
        assertThat(ana.browser().contexts()).hasSize(2);

        sandbox.close();

        assertThat(ana.browser().contexts()).isEmpty();
        assertThatThrownBy(() -> browsers.open(sandbox, application)).isInstanceOf(SandboxEndedException.class);
    }

    @Test
    void keepsAScreenshotOfEachPageOfATestThatFailed() {
        ManagedSandbox sandbox = sandbox("PagesTest › fails");
        browsers.open(sandbox, application).newPage().navigate("/");
        browsers.open(sandbox, application).newPage().navigate("/");

        sandbox.noteFailure(new AssertionError("expected"));
        sandbox.close();

        String name = "PagesTest-fails-" + sandbox.id().abbreviated();
        assertThat(pictures.resolve(name + "-1.png")).isNotEmptyFile();
        assertThat(pictures.resolve(name + "-2.png")).isNotEmptyFile();
    }

    @Test
    void keepsNoneOfATestThatPassed() {
        ManagedSandbox sandbox = sandbox("passes");
        browsers.open(sandbox, application).newPage().navigate("/");

        sandbox.close();

        assertThat(pictures.toFile().list((directory, name) -> name.startsWith("passes")))
                .isEmpty();
    }

    @Test
    void saysSoWhenAllBrowsersAreTaken() {
        try (ManagedSandbox first = sandbox("first");
                ManagedSandbox second = sandbox("second");
                ManagedSandbox third = sandbox("third")) {
            browsers.open(first, application);
            browsers.open(second, application);

            assertThatThrownBy(() -> browsers.open(third, application))
                    .isInstanceOf(RefusalException.class)
                    .hasMessage("Sandbox " + third
                            + " got no browser within 0 s: all 2 are lent to other sandboxes. Let more"
                            + " run at once by SandboxBrowsers.Builder.atMost(..), or fewer tests.");
        }
    }
}
