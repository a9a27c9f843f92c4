/** What one thread works on: its task, and the elements that it took from queues. */
@NullMarked
package io.isolario.agent.hook.thread;

import org.jspecify.annotations.NullMarked;
