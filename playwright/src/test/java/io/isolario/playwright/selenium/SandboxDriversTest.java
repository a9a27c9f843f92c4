package io.isolario.playwright.selenium;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.isolario.core.ManagedSandbox;
import io.isolario.core.SandboxOptions;
import io.isolario.core.SandboxRegistry;
import io.isolario.playwright.Chromium;
import io.isolario.playwright.Screenshots;
import io.isolario.playwright.Site;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.NoSuchSessionException;
import org.openqa.selenium.WebDriver;

@Chromium.Needed
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SandboxDriversTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path pictures;

    private final Site site = new Site();
    private final URI application = site.at("localhost");
    private final SandboxRegistry registry = SandboxRegistry.builder("pages").build();

    @AfterAll
    void close() {
        registry.close();
        site.close();
    }

    @Test
    void carriesTheSandboxAndQuitsWithIt() {
        ManagedSandbox sandbox = registry.open(SandboxOptions.builder("mine").build());
        WebDriver driver =
                SandboxDrivers.of(Chromium::selenium, new Screenshots(pictures)).open(sandbox, application);

        driver.get(application + "/navigated");
        sandbox.close();

        assertThat(site.requestsFor("/navigated"))
                .containsExactly("/navigated isolario=" + sandbox.id().value());
        assertThatThrownBy(driver::getTitle).isInstanceOf(NoSuchSessionException.class);
        assertThat(pictures).as("no screenshot").isEmptyDirectory();
    }

    @Test
    void keepsAScreenshotOfEachBrowserOfATestThatFailed() {
        ManagedSandbox sandbox = registry.open(SandboxOptions.builder("fails").build());
        SandboxDrivers drivers = SandboxDrivers.of(Chromium::selenium, new Screenshots(pictures));
        drivers.open(sandbox, application).get(application + "/");
        drivers.open(sandbox, application).get(application + "/");

        sandbox.noteFailure(new AssertionError("expected"));
        sandbox.close();

        String name = "fails-" + sandbox.id().abbreviated();
        assertThat(pictures.resolve(name + "-1.png")).isNotEmptyFile();
        assertThat(pictures.resolve(name + "-2.png")).isNotEmptyFile();
    }
}
