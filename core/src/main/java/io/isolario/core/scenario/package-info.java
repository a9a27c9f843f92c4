/**
 * Seeding by name: the test code of an application registers {@link io.isolario.core.scenario.Scenario scenarios} with typed
 * arguments; tests, the HTTP API and its clients run them in a sandbox through {@link io.isolario.core.scenario.Scenarios}.
 */
@NullMarked
package io.isolario.core.scenario;

import org.jspecify.annotations.NullMarked;
