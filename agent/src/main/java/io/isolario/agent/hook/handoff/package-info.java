/** Units of work on their way from thread to thread, and the table that finds them again. */
@NullMarked
package io.isolario.agent.hook.handoff;

import org.jspecify.annotations.NullMarked;
