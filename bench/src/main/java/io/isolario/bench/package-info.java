/** Benchmarks; run by {@code bench/run NAME}. Each compares within one run, taking turns, so that a noisy machine hits all alike. */
@NullMarked
package io.isolario.bench;

import org.jspecify.annotations.NullMarked;
