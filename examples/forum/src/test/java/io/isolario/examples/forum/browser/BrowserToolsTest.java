package io.isolario.examples.forum.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Tests are skipped, and say why, where what they need is not there. */
class BrowserToolsTest {

    private static BrowserTools tools(Map<String, String> environment, String... there) {
        return new BrowserTools(environment, path -> Set.of(there).contains(path.toString()));
    }

    @Test
    void theDistributionHasABrowser() {
        assertThat(tools(Map.of(), "/usr/bin/chromium").chromium()).contains(Path.of("/usr/bin/chromium"));
        assertThat(tools(Map.of(), "/usr/bin/chromium-browser").chromium())
                .contains(Path.of("/usr/bin/chromium-browser"));
        assertThat(tools(Map.of(), "/usr/bin/chromedriver").chromeDriver()).contains(Path.of("/usr/bin/chromedriver"));
    }

    @Test
    void theOneThatTheEnvironmentNamesIsTakenAndNoOther() {
        Map<String, String> named = Map.of("CHROMIUM", "/opt/chromium", "PATH", "/bin:/opt/node/bin");

        assertThat(tools(named, "/usr/bin/chromium", "/opt/chromium").chromium())
                .contains(Path.of("/opt/chromium"));
        assertThat(tools(named, "/usr/bin/chromium").missing())
                .contains("No browser tests: there is no /opt/chromium, which CHROMIUM names (apt-get install chromium,"
                        + " or CHROMIUM=<path>).");
        assertThat(tools(named, "/opt/node/bin/node").node()).contains(Path.of("/opt/node/bin/node"));
    }

    @Test
    void itIsSaidInOneLineWhatIsMissing() {
        assertThat(tools(Map.of()).missing())
                .contains(
                        "No browser tests: there is no /usr/bin/chromium or /usr/bin/chromium-browser (apt-get install"
                                + " chromium, or CHROMIUM=<path>).");
        assertThat(tools(Map.of("PATH", "/bin"), "/usr/bin/chromium").missing())
                .contains("No browser tests: there is no driver of Playwright (js/install).");
        assertThat(tools(Map.of()).missingForSelenium())
                .isEqualTo(tools(Map.of()).missing());
    }
}
