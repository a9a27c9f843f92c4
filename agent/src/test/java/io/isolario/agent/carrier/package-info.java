/** Tests of carriers with real clients and a real server. */
@NullMarked
package io.isolario.agent.carrier;

import org.jspecify.annotations.NullMarked;
