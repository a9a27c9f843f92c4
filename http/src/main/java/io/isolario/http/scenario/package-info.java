/**
 * Seeding by name: the test code of an application registers {@link io.isolario.http.scenario.Scenario scenarios} with typed
 * arguments; tests, the HTTP API and its clients run them in a sandbox through {@link io.isolario.http.scenario.Scenarios}.
 */
@NullMarked
package io.isolario.http.scenario;

import org.jspecify.annotations.NullMarked;
