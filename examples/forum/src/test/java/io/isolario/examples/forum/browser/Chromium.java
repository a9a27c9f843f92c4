package io.isolario.examples.forum.browser;

import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import io.isolario.playwright.SandboxBrowsers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** The Chromium of this machine, and the driver of the npm package. */
final class Chromium {

    private static final List<String> ARGUMENTS = List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private static final BrowserTools TOOLS = BrowserTools.ofThisMachine();

    private Chromium() {}

    /** What browser tests lack here; said once, by whichever class of them asks first. */
    private static final class Missing {

        static final Optional<String> HERE = said(
                Chromium.class.getResource("/static/index.html") == null
                        ? Optional.of("No browser tests: the forum was built without its front end (see above).")
                        : TOOLS.missing());

        private static Optional<String> said(Optional<String> missing) {
            missing.ifPresent(System.out::println);
            return missing;
        }
    }

    /** What tests with Selenium lack besides. */
    private static final class MissingForSelenium {

        static final Optional<String> HERE = Missing.HERE.or(() -> Missing.said(TOOLS.missingForSelenium()));
    }

    static final class IsThere implements ExecutionCondition {

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return result(Missing.HERE);
        }
    }

    static final class IsThereWithSelenium implements ExecutionCondition {

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return result(MissingForSelenium.HERE);
        }
    }

    private static ConditionEvaluationResult result(Optional<String> missing) {
        return missing.map(ConditionEvaluationResult::disabled)
                .orElseGet(() -> ConditionEvaluationResult.enabled("The browser is there"));
    }

    static SandboxBrowsers.Builder browsers() {
        return SandboxBrowsers.builder().playwright(Chromium::driver).browser(driver -> driver.chromium()
                .launch(new LaunchOptions()
                        .setExecutablePath(TOOLS.chromium().orElseThrow())
                        .setArgs(ARGUMENTS)));
    }

    static WebDriver selenium() {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(TOOLS.chromium().orElseThrow().toFile());
        options.addArguments(ARGUMENTS);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(TOOLS.chromeDriver().orElseThrow().toFile())
                .build();
        return new ChromeDriver(service, options);
    }

    private static synchronized Playwright driver() {
        try {
            Path directory = Path.of("target", "playwright-driver").toAbsolutePath();
            Files.createDirectories(directory);
            Path link = directory.resolve("package");
            if (!Files.exists(link)) {
                Files.createSymbolicLink(link, BrowserTools.npmPackage());
            }
            System.setProperty("playwright.cli.dir", directory.toString());
            String node = TOOLS.node().orElseThrow().toString();
            return Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_NODEJS_PATH", node)));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
