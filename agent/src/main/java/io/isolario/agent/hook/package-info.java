/**
 * What the hooks do: follow each unit of work from the thread that hands it over to the one that runs it.
 *
 * <ul>
 *   <li>{@link io.isolario.agent.hook.Hooks} puts the parts together.
 *   <li>{@code HandoffTable} remembers what is on its way, by the identity of the object that was handed over; the object itself
 *       stays as it is.
 *   <li>{@code ThreadState} is what a thread works on.
 *   <li>One class for each way of handing over: pools, threads, fork-join, completions, timers, queues.
 * </ul>
 *
 * <p>Code in here runs inside methods of the JDK, under their locks: it never waits, and hands nothing over itself.
 */
@NullMarked
package io.isolario.agent.hook;

import org.jspecify.annotations.NullMarked;
