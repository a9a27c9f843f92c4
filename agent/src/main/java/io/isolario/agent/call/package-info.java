/**
 * What is told of calls of the application's methods, and may answer them; knows nothing of how they are woven.
 *
 * <ul>
 *   <li>{@link io.isolario.agent.call.CallInterceptor} is asked when a call begins.
 *   <li>{@link io.isolario.agent.call.InterceptedCall} is one call that it wants to hear of.
 *   <li>{@link io.isolario.agent.call.CallOutcome} is what the caller gets.
 * </ul>
 */
@NullMarked
package io.isolario.agent.call;

import org.jspecify.annotations.NullMarked;
