/**
 * The calls that instrumented code makes, and the types of the hooks that answer them.
 *
 * <ul>
 *   <li>One class for each family of calls declares its {@link io.isolario.agent.hook.point.HookPoint}s: {@code PoolPoints}, {@code
 *       QueuePoints} and so on.
 *   <li>The interfaces that extend {@link io.isolario.agent.hook.point.Hook} are the shapes that a hook can have.
 *   <li>{@link io.isolario.agent.hook.point.HookRegistry} holds the hook of each point.
 * </ul>
 *
 * <p>Knows neither how the calls get into the code nor what a sandbox is.
 */
@NullMarked
package io.isolario.agent.hook.point;

import org.jspecify.annotations.NullMarked;
