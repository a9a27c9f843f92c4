package io.isolario.playwright.selenium;

import io.isolario.core.Sandbox;
import io.isolario.playwright.Screenshots;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.TakesScreenshot;
import org.openqa.selenium.WebDriver;

/** The browsers of one sandbox. Thread-safe. */
final class OpenDrivers {

    private final Sandbox sandbox;
    private final Screenshots screenshots;
    private final List<WebDriver> drivers = new CopyOnWriteArrayList<>();

    OpenDrivers(Sandbox sandbox, Screenshots screenshots) {
        this.sandbox = sandbox;
        this.screenshots = screenshots;
    }

    void add(WebDriver driver) {
        drivers.add(driver);
    }

    void close() {
        int number = 0;
        for (WebDriver driver : drivers) {
            number++;
            if (sandbox.hasFailed() && driver instanceof TakesScreenshot camera) {
                screenshots.keep(sandbox, number, () -> camera.getScreenshotAs(OutputType.BYTES));
            }
            driver.quit();
        }
    }
}
