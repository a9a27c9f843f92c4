/**
 * How the agent gets into a running JVM: the JVM is asked to load a small jar, at the socket for such requests or by another process, as
 * the attach API does not attach to its own JVM.
 */
@NullMarked
package io.isolario.agent.attach;

import org.jspecify.annotations.NullMarked;
