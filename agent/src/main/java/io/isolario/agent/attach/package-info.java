/**
 * How the agent gets into a running JVM: the JVM is asked to load a small jar, at the socket where it takes such requests, or by a
 * process of its own, as the attach API of a JVM does not attach to itself.
 */
@NullMarked
package io.isolario.agent.attach;

import org.jspecify.annotations.NullMarked;
