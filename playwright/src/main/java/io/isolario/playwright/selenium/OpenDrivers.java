package io.isolario.playwright.selenium;

import io.isolario.core.ManagedSandbox;
import io.isolario.core.Sandbox;
import io.isolario.playwright.Screenshots;
import java.util.ArrayList;
import java.util.List;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.TakesScreenshot;
import org.openqa.selenium.WebDriver;

/** The browsers of one sandbox. Thread-safe. */
final class OpenDrivers {

    private final Sandbox sandbox;
    private final Screenshots screenshots;
    private final List<WebDriver> drivers = new ArrayList<>();
    private boolean closed;

    OpenDrivers(Sandbox sandbox, Screenshots screenshots) {
        this.sandbox = sandbox;
        this.screenshots = screenshots;
    }

    /** Takes a browser to quit; returns false if these are quit already. */
    synchronized boolean add(WebDriver driver) {
        return !closed && drivers.add(driver);
    }

    /** Quits all; then throws the first failure, with the others suppressed. */
    void close() {
        RuntimeException first = null;
        int number = 0;
        for (WebDriver driver : takeAll()) {
            number++;
            try {
                close(driver, number);
            } catch (RuntimeException failed) {
                if (first == null) {
                    first = failed;
                } else if (first != failed) {
                    first.addSuppressed(failed);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }

    private synchronized List<WebDriver> takeAll() {
        closed = true;
        return List.copyOf(drivers);
    }

    private void close(WebDriver driver, int number) {
        if (ManagedSandbox.of(sandbox).hasFailed() && driver instanceof TakesScreenshot camera) {
            screenshots.keep(sandbox, number, () -> camera.getScreenshotAs(OutputType.BYTES));
        }
        driver.quit();
    }
}
