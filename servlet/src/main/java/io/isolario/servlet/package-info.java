/**
 * Sandboxes for applications in a Servlet container, and for clients outside the JVM: {@link io.isolario.servlet.SandboxFilter}
 * runs each request in the sandbox whose carrier it has, and lets test suites in any language open and close sandboxes over HTTP.
 */
@NullMarked
package io.isolario.servlet;

import org.jspecify.annotations.NullMarked;
