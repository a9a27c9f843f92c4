/** The forum in browsers, each test in a sandbox of its own. Skipped with one line where there is no Chromium. */
package io.isolario.examples.forum.browser;
