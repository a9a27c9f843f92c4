package io.isolario.examples.forum.browser;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What a machine has for tests in browsers. {@code CHROMIUM} and {@code CHROMEDRIVER} in the environment name a browser and its
 * driver, and then no other is taken; else those of the distribution are.
 *
 * @param environment the environment of the process
 * @param isExecutable whether a file is there that can be executed
 */
record BrowserTools(Map<String, String> environment, Predicate<Path> isExecutable) {

    private static final List<Path> BROWSERS =
            List.of(Path.of("/usr/bin/chromium"), Path.of("/usr/bin/chromium-browser"));
    private static final List<Path> DRIVERS = List.of(Path.of("/usr/bin/chromedriver"));

    static BrowserTools ofThisMachine() {
        return new BrowserTools(System.getenv(), Files::isExecutable);
    }

    Optional<Path> chromium() {
        return named("CHROMIUM", BROWSERS);
    }

    /** Returns the driver of Selenium. */
    Optional<Path> chromeDriver() {
        return named("CHROMEDRIVER", DRIVERS);
    }

    private Optional<Path> named(String variable, List<Path> ofDistribution) {
        String named = environment.getOrDefault(variable, "");
        List<Path> places = named.isEmpty() ? ofDistribution : List.of(Path.of(named));
        return places.stream().filter(isExecutable).findFirst();
    }

    /** Returns what runs the driver of Playwright. */
    Optional<Path> node() {
        return Arrays.stream(environment.getOrDefault("PATH", "").split(":"))
                .map(directory -> Path.of(directory, "node"))
                .filter(isExecutable)
                .findFirst();
    }

    /** Returns what tests with Playwright lack, in one line; empty if nothing. */
    Optional<String> missing() {
        if (chromium().isEmpty()) {
            return Optional.of("No browser tests: there is no "
                    + place("CHROMIUM", "/usr/bin/chromium or /usr/bin/chromium-browser")
                    + " (apt-get install chromium, or CHROMIUM=<path>).");
        }
        return node().isEmpty() || !Files.exists(npmPackage().resolve("cli.js"))
                ? Optional.of("No browser tests: there is no driver of Playwright (js/install).")
                : Optional.empty();
    }

    /** Returns what tests with Selenium lack, in one line; empty if nothing. */
    Optional<String> missingForSelenium() {
        return missing()
                .or(() -> chromeDriver().isPresent()
                        ? Optional.empty()
                        : Optional.of(
                                "No tests with Selenium: there is no " + place("CHROMEDRIVER", "/usr/bin/chromedriver")
                                        + " (apt-get install chromium-driver, or CHROMEDRIVER=<path>)."));
    }

    private String place(String variable, String ofDistribution) {
        String named = environment.getOrDefault(variable, "");
        return named.isEmpty() ? ofDistribution : named + ", which " + variable + " names";
    }

    /** Returns where npm has put the driver of Playwright. */
    static Path npmPackage() {
        Path directory = Path.of("").toAbsolutePath();
        while (directory.getParent() != null && !Files.exists(directory.resolve("package-lock.json"))) {
            directory = directory.getParent();
        }
        return directory.resolve("node_modules").resolve("playwright-core");
    }
}
