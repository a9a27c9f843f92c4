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
import java.util.Arrays;
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

/** The Chromium of the distribution, and the driver of the npm package. */
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

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path CHROME_DRIVER = Path.of("/usr/bin/chromedriver");

    private Chromium() {}

    /** A test that is skipped where there is no browser for it. */
    @Target(ElementType.TYPE)
    @Retention(RetentionPolicy.RUNTIME)
    @Tag("browser")
    @ExtendWith(IsThere.class)
    public @interface Needed {}

    static final class IsThere implements ExecutionCondition {

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return missing()
                    .map(ConditionEvaluationResult::disabled)
                    .orElseGet(() -> ConditionEvaluationResult.enabled("Chromium is there"));
        }
    }

    /** Returns what is missing; empty if nothing is. */
    static Optional<String> missing() {
        if (!Files.isExecutable(CHROMIUM) || !Files.isExecutable(CHROME_DRIVER)) {
            return Optional.of("No browser tests: there is no " + CHROMIUM + " with its chromedriver"
                    + " (apt-get install chromium chromium-driver).");
        }
        if (node().isEmpty() || !Files.exists(npmPackage().resolve("cli.js"))) {
            return Optional.of("No browser tests: there is no driver of Playwright (js/install).");
        }
        return Optional.empty();
    }

    public static SandboxBrowsers.Builder browsers() {
        return SandboxBrowsers.builder().playwright(Chromium::driver).browser(driver -> driver.chromium()
                .launch(new LaunchOptions().setExecutablePath(CHROMIUM).setArgs(ARGUMENTS)));
    }

    public static WebDriver selenium() {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(CHROMIUM.toFile());
        options.addArguments(ARGUMENTS);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(CHROME_DRIVER.toFile())
                .build();
        return new ChromeDriver(service, options);
    }

    private static synchronized Playwright driver() {
        try {
            Path directory = Path.of("target", "playwright-driver").toAbsolutePath();
            Files.createDirectories(directory);
            Path link = directory.resolve("package");
            if (!Files.exists(link)) {
                Files.createSymbolicLink(link, npmPackage());
            }
            System.setProperty("playwright.cli.dir", directory.toString());
            String node = node().orElseThrow().toString();
            return Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_NODEJS_PATH", node)));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Optional<Path> node() {
        return Arrays.stream(System.getenv("PATH").split(":"))
                .map(directory -> Path.of(directory, "node"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Path npmPackage() {
        Path directory = Path.of("").toAbsolutePath();
        while (directory.getParent() != null && !Files.exists(directory.resolve("package-lock.json"))) {
            directory = directory.getParent();
        }
        return directory.resolve("node_modules").resolve("playwright-core");
    }
}
