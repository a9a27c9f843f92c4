package io.isolario.examples.forum.browser;

import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import io.isolario.playwright.SandboxBrowsers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The Chromium of the distribution, and the driver of the npm package. */
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

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

    private Chromium() {}

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
        if (!Files.isExecutable(CHROMIUM)) {
            return Optional.of("No browser tests: there is no " + CHROMIUM + " (apt-get install chromium).");
        }
        if (Chromium.class.getResource("/static/index.html") == null) {
            return Optional.of("No browser tests: the forum was built without its front end (see above).");
        }
        if (node().isEmpty() || !Files.exists(npmPackage().resolve("cli.js"))) {
            return Optional.of("No browser tests: there is no driver of Playwright (js/install).");
        }
        return Optional.empty();
    }

    static SandboxBrowsers.Builder browsers() {
        return SandboxBrowsers.builder().playwright(Chromium::driver).browser(driver -> driver.chromium()
                .launch(new LaunchOptions().setExecutablePath(CHROMIUM).setArgs(ARGUMENTS)));
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
