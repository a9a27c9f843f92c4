/**
 * Interceptors of calls; knows nothing of how methods are instrumented.
 *
 * <ul>
 *   <li>{@link io.isolario.agent.call.CallInterceptor} is called when a call begins.
 *   <li>{@link io.isolario.agent.call.InterceptedCall} handles one call.
 *   <li>{@link io.isolario.agent.call.CallOutcome} is what the caller gets instead of the result of the method.
 * </ul>
 */
@NullMarked
package io.isolario.agent.call;

import org.jspecify.annotations.NullMarked;
