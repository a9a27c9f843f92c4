/**
 * What one thread works on: {@link io.isolario.agent.hook.thread.ThreadState} has its task, the elements that it took from queues, and
 * what it did at queues lately.
 */
@NullMarked
package io.isolario.agent.hook.thread;

import org.jspecify.annotations.NullMarked;
