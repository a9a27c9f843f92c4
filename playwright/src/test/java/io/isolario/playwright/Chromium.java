package io.isolario.playwright;

import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** The Chromium of this machine, and the driver of the npm package. */
public final class Chromium {

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

    /** A test that is skipped where there is no browser for it. */
    @Target(ElementType.TYPE)
    @Retention(RetentionPolicy.RUNTIME)
    @Tag("browser")
    @ExtendWith(IsThere.class)
    public @interface Needed {}

    // Said once, by whichever class of tests asks first.
    private static final class Missing {

        static final Optional<String> HERE = said(TOOLS.missingForSelenium());

        private static Optional<String> said(Optional<String> missing) {
            missing.ifPresent(System.out::println);
            return missing;
        }
    }

    static final class IsThere implements ExecutionCondition {

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return Missing.HERE
                    .map(ConditionEvaluationResult::disabled)
                    .orElseGet(() -> ConditionEvaluationResult.enabled("Chromium is there"));
        }
    }

    public static SandboxBrowsers.Builder browsers() {
        return SandboxBrowsers.builder().playwright(Chromium::driver).browser(driver -> driver.chromium()
                .launch(new LaunchOptions()
                        .setExecutablePath(TOOLS.chromium().orElseThrow())
                        .setArgs(ARGUMENTS)));
    }

    public static WebDriver selenium() {
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
