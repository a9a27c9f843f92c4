package io.isolario.core.capture;

/**
 * What came, and when.
 *
 * @param number counts up in a sandbox, from 1
 * @param nanos by the clock of {@link System#nanoTime}
 */
record Arrival<T>(long number, long nanos, String thread, T what) {}
