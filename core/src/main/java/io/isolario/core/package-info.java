/**
 * Sandboxes and everything that has to do with one of them.
 *
 * <ul>
 *   <li>{@link io.isolario.core.SandboxRegistry} opens and finds sandboxes; one per application under test.
 *   <li>{@link io.isolario.core.Sandbox} is one test's isolated world; {@link io.isolario.core.Scope} binds it to a thread,
 *       {@link io.isolario.core.Allowance} to a thread that cannot enter a scope, {@link io.isolario.core.SandboxContext} to tasks.
 *   <li>{@link io.isolario.core.work.Work} is a unit that a sandbox waits for before it is undone.
 *   <li>{@link io.isolario.core.SandboxResource} is what plug-ins implement: a database, mails, stubs.
 *   <li>{@link io.isolario.core.doubles.Doubles} is what a test replaces or watches: beans, methods, the clock.
 *   <li>{@link io.isolario.core.Journal} is what happened, in order.
 * </ul>
 */
@NullMarked
package io.isolario.core;

import org.jspecify.annotations.NullMarked;
