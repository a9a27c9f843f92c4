/**
 * How requests carry sandboxes: out of clients that know nothing of them, and into the server of the JDK.
 *
 * <ul>
 *   <li>{@link io.isolario.agent.carrier.CarrierHooks} puts the parts together.
 *   <li>{@code Outbound} decides which request carries which sandbox, for all clients.
 *   <li>One class for each client or server. They look into classes that this module is not compiled against, in whichever
 *       version and class loader the application has them, so they do it by reflection ({@code Members}).
 * </ul>
 */
@NullMarked
package io.isolario.agent.carrier;

import org.jspecify.annotations.NullMarked;
