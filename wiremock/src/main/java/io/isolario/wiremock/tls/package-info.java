/** The self-signed certificate of the stub server. */
@NullMarked
package io.isolario.wiremock.tls;

import org.jspecify.annotations.NullMarked;
