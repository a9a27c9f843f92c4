/**
 * The HTTP API of sandboxes, and how a request gets its sandbox, for any web server: {@link io.isolario.servlet.http.SandboxEndpoint}
 * answers {@link io.isolario.servlet.http.HttpCall}s by {@link io.isolario.servlet.http.HttpAnswer}s. Nothing in this package uses the
 * Servlet API, so that servers without it can be served too.
 */
@NullMarked
package io.isolario.servlet.http;

import org.jspecify.annotations.NullMarked;
