/**
 * Browsers whose requests belong to the sandbox of a test.
 *
 * <ul>
 *   <li>{@link io.isolario.playwright.SandboxBrowsers} opens browser contexts of Playwright for a sandbox, several if need be, and
 *       closes them with it.
 *   <li>{@link io.isolario.playwright.selenium.SandboxDrivers} does the same with drivers of Selenium.
 *   <li>{@link io.isolario.playwright.Screenshots} keeps a picture of each page of a test that failed.
 * </ul>
 */
@NullMarked
package io.isolario.playwright;

import org.jspecify.annotations.NullMarked;
