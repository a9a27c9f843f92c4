/** What a test reads of its sandbox: events, mails and log entries. */
@NullMarked
package io.isolario.core.event;

import org.jspecify.annotations.NullMarked;
