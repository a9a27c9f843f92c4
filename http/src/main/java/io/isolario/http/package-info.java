/**
 * The HTTP API of sandboxes, and how a request gets its sandbox, for any web server: {@link io.isolario.http.SandboxEndpoint}
 * answers each {@link io.isolario.http.ApiRequest} with an {@link io.isolario.http.ApiResponse}. Nothing here uses the Servlet API
 * or Spring, so that servers without them can be served too.
 */
@NullMarked
package io.isolario.http;

import org.jspecify.annotations.NullMarked;
