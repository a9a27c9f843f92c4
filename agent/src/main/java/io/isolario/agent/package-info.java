/**
 * An agent for the JVM under test: sandboxes follow work from thread to thread, without changes to the application.
 *
 * <ul>
 *   <li>{@link io.isolario.agent.IsolarioAgent} installs it, by {@code -javaagent} or into the running JVM.
 *   <li>{@link io.isolario.agent.AgentReport} is the result of the installation.
 *   <li>{@link io.isolario.agent.CallInterception} intercepts calls of application and JDK methods.
 *   <li>{@link io.isolario.agent.AgentRefusalException} says why it cannot be installed.
 * </ul>
 */
@NullMarked
package io.isolario.agent;

import org.jspecify.annotations.NullMarked;
