/** Takes the log lines of each sandbox from Logback. */
@NullMarked
package io.isolario.logback;

import org.jspecify.annotations.NullMarked;
