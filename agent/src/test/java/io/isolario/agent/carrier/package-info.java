/** Tests of the carriers with the real clients, against a real server. */
@NullMarked
package io.isolario.agent.carrier;

import org.jspecify.annotations.NullMarked;
