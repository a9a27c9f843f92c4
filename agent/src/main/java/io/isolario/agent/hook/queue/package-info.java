/** Hooks of queues, and which waits at a queue are idle. */
@NullMarked
package io.isolario.agent.hook.queue;

import org.jspecify.annotations.NullMarked;
