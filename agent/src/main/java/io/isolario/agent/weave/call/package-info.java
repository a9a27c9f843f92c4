/**
 * How covered methods of the application and the JDK are made to call the interceptor; {@link io.isolario.agent.weave.call.CallWeaver}
 * finds the classes and instruments them.
 */
@NullMarked
package io.isolario.agent.weave.call;

import org.jspecify.annotations.NullMarked;
