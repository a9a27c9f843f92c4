/**
 * How the agent gets into a running JVM: a process of its own asks that JVM to load a small jar, as a JVM may not attach to itself.
 */
@NullMarked
package io.isolario.agent.attach;

import org.jspecify.annotations.NullMarked;
