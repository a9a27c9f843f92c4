/**
 * Units of work on their way from thread to thread.
 *
 * <ul>
 *   <li>{@link io.isolario.agent.hook.handoff.Handoff} is a unit on its way; a {@link
 *       io.isolario.agent.hook.handoff.HandoffTable} finds it again by the identity of what was handed over.
 *   <li>{@link io.isolario.agent.hook.handoff.Horizon} decides whether quiescence waits for a delayed task, and {@link
 *       io.isolario.agent.hook.handoff.EarlyRun} runs one before it is due.
 *   <li>{@code SharedInfrastructure} says which tasks and threads are never units.
 * </ul>
 */
@NullMarked
package io.isolario.agent.hook.handoff;

import org.jspecify.annotations.NullMarked;
