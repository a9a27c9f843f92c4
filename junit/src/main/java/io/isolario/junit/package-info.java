/**
 * Sandboxes for JUnit Jupiter.
 *
 * <ul>
 *   <li>{@link io.isolario.junit.Sandboxed} gives each test of a class a sandbox of the application under test, and lets the
 *       tests run concurrently; {@link io.isolario.junit.RegistryLocator} is how it finds the application.
 *   <li>{@link io.isolario.junit.SandboxFixture} arranges what all tests of a class begin with.
 *   <li>{@link io.isolario.junit.SandboxReplace} replaces beans by fields of the test.
 *   <li>{@link io.isolario.junit.SandboxExtension} does so for resources or a registry that the test names itself.
 *   <li>{@link io.isolario.junit.SandboxSessionListener} switches concurrency on, unless the user has decided otherwise, and
 *       sums a run up.
 * </ul>
 */
@NullMarked
package io.isolario.junit;

import org.jspecify.annotations.NullMarked;
