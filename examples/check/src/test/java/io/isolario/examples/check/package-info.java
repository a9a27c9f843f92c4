/**
 * Runs the small examples as projects of strangers: copied to another place, with a Maven of their own, and with the artifacts of this
 * build as if they were installed.
 *
 * <ul>
 *   <li>{@code ExampleRun} runs one of them and keeps its outcome and its class path.
 *   <li>{@code LayeredRepository} puts the artifacts of this build above the user's local repository.
 *   <li>A test for each example says what its users get.
 * </ul>
 */
@NullMarked
package io.isolario.examples.check;

import org.jspecify.annotations.NullMarked;
