/**
 * How the calls of hooks get into classes; knows nothing of sandboxes.
 *
 * <ul>
 *   <li>{@link io.isolario.agent.weave.Weaver} instruments the executors, threads, timers and queues of the JDK; {@code Targets} lists
 *       the classes that say where, such as {@code LinkedBlockingQueueTargets}.
 *   <li>{@link io.isolario.agent.weave.LibraryWeaver} instruments clients, servers and schedulers; see {@code JdkLibraries}, {@code
 *       HttpClientLibraries} and {@code SchedulerLibraries}.
 *   <li>{@code Splice} is code to insert into one method; {@code Code} builds it.
 *   <li>{@link io.isolario.agent.weave.Slot} is the class in {@code java.base} that the inserted code calls.
 * </ul>
 */
@NullMarked
package io.isolario.agent.weave;

import org.jspecify.annotations.NullMarked;
