/**
 * What the tests of all modules share. {@link io.isolario.testing.FailedTestOutput} keeps a passing run quiet; {@link
 * io.isolario.testing.Torture} says which long random tests there are, and how long each may take.
 */
@NullMarked
package io.isolario.testing;

import org.jspecify.annotations.NullMarked;
