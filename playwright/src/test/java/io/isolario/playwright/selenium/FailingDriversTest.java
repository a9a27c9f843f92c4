package io.isolario.playwright.selenium;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.isolario.core.ManagedSandbox;
import io.isolario.core.SandboxOptions;
import io.isolario.core.SandboxRegistry;
import io.isolario.playwright.Fake;
import io.isolario.playwright.Screenshots;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebDriverException;

class FailingDriversTest {

    private final List<String> quit = new ArrayList<>();
    private final SandboxRegistry registry = SandboxRegistry.builder("pages").build();
    private final ManagedSandbox sandbox =
            registry.open(SandboxOptions.builder("ana").build());
    private final OpenDrivers drivers = new OpenDrivers(sandbox, new Screenshots(Path.of("none")));

    @AfterEach
    void close() {
        registry.close();
    }

    private WebDriver driver(String name) {
        return Fake.of(WebDriver.class, Map.of("quit", none -> {
            quit.add(name);
            if (name.startsWith("broken")) {
                throw new WebDriverException(name);
            }
            return name;
        }));
    }

    @Test
    void quitsEachBrowserThoughSomeFail() {
        for (String name : List.of("broken 1", "whole", "broken 2")) {
            assertThat(drivers.add(driver(name))).isTrue();
        }

        assertThatThrownBy(drivers::close)
                .hasMessageStartingWith("broken 1")
                .satisfies(failure -> assertThat(failure.getSuppressed()).hasSize(1));

        assertThat(quit).containsExactly("broken 1", "whole", "broken 2");
    }

    @Test
    void takesNoBrowserThatItWouldNotQuit() {
        drivers.close();

        assertThat(drivers.add(driver("late"))).isFalse();
    }
}
