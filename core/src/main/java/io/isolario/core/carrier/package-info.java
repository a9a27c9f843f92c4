/**
 * How the id of a sandbox travels outside the JVM: {@link io.isolario.core.carrier.Carrier} names the ways, {@link
 * io.isolario.core.carrier.Carriers} writes and reads them, {@link io.isolario.core.carrier.SandboxHttpClient} sends them.
 */
@NullMarked
package io.isolario.core.carrier;

import org.jspecify.annotations.NullMarked;
