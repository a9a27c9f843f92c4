/**
 * How requests carry sandboxes: out of HTTP clients, and into the JDK's HTTP server.
 *
 * <ul>
 *   <li>{@link io.isolario.agent.carrier.CarrierHooks} registers the hooks; there is one class for each client or server.
 *   <li>{@code CarrierPolicy} decides for all clients which request carries which sandbox.
 * </ul>
 *
 * <p>The module is not compiled against the clients, whose versions and class loaders differ, so the hooks use reflection ({@link
 * io.isolario.agent.reflect.Members}).
 */
@NullMarked
package io.isolario.agent.carrier;

import org.jspecify.annotations.NullMarked;
