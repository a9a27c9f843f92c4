/**
 * Stubs of external services: one listening port for all tests, and a WireMock for each sandbox behind it.
 *
 * <ul>
 *   <li>{@link io.isolario.wiremock.SandboxStubs} is the port, and the resource that a registry has it by.
 *   <li>{@link io.isolario.wiremock.Stubs} is what one sandbox sees of one service: the DSL of WireMock, expectations, outages.
 *   <li>{@link io.isolario.wiremock.junit.StubbedService} hands it to a test of JUnit.
 * </ul>
 */
@NullMarked
package io.isolario.wiremock;

import org.jspecify.annotations.NullMarked;
