/**
 * Hooks of queues: an element is a unit of work from when it is put until the thread that took it asks the queue for another.
 *
 * <ul>
 *   <li>{@link io.isolario.agent.hook.queue.QueueHooks} has the hooks.
 *   <li>{@code IdleConsumers} decides which wait at a queue is idle, so that quiescence does not wait for it.
 *   <li>{@code ConsumedQueues} holds the queues without a way to wait that have a consumer.
 *   <li>{@code IgnoredElements} decides which objects are no work.
 * </ul>
 *
 * <p>The states of elements, queues and consumers are drawn in {@code docs/concurrency.md}.
 */
@NullMarked
package io.isolario.agent.hook.queue;

import org.jspecify.annotations.NullMarked;
