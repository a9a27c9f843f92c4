@NullMarked
package io.isolario.playwright.selenium;

import org.jspecify.annotations.NullMarked;
