/**
 * Context follows work without code: an agent for the JVM under test.
 *
 * <ul>
 *   <li>{@link io.isolario.agent.IsolarioAgent} installs it: by {@code -javaagent}, or into the running JVM.
 *   <li>{@link io.isolario.agent.AgentReport} says what that took.
 *   <li>{@link io.isolario.agent.CallInterception} makes methods of the application ask somebody before they run.
 *   <li>{@link io.isolario.agent.AgentRefusalException} says why it cannot be had.
 * </ul>
 */
@NullMarked
package io.isolario.agent;

import org.jspecify.annotations.NullMarked;
