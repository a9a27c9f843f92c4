/** Drivers of Selenium, tied to the sandbox of a test. */
@NullMarked
package io.isolario.playwright.selenium;

import org.jspecify.annotations.NullMarked;
