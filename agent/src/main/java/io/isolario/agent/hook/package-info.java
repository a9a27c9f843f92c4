/**
 * The hooks: they follow each unit of work from the thread that hands it over to the thread that runs it.
 *
 * <ul>
 *   <li>{@link io.isolario.agent.hook.Hooks} makes them; there is one class for each family, such as {@code PoolHooks} or {@code
 *       TimerHooks}.
 *   <li>{@link io.isolario.agent.hook.handoff} finds a unit again by the identity of the task or element that was handed over, which
 *       stays as it is.
 *   <li>{@link io.isolario.agent.hook.thread} holds what each thread works on.
 *   <li>{@link io.isolario.agent.hook.queue} has the hooks of queues.
 * </ul>
 *
 * <p>In these packages a <em>unit</em> is what quiescence counts, a {@code Handoff} is a unit on its way, a <em>task</em> is the
 * object that an executor or timer runs, and an <em>element</em> is an object in a queue.
 *
 * <p>This code runs inside methods of the JDK, under their locks: it never waits, and hands nothing over itself.
 */
@NullMarked
package io.isolario.agent.hook;

import org.jspecify.annotations.NullMarked;
