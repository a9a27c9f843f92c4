/** Collects the events, mails and log entries of each sandbox as resources. */
@NullMarked
package io.isolario.core.capture;

import org.jspecify.annotations.NullMarked;
