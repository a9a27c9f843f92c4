package io.isolario.core;

import java.time.Instant;

/**
 * One line of a {@link Journal}.
 *
 * @param number counts the entries of the sandbox from 1, without gaps
 * @param at when it happened
 * @param kind what it is about
 * @param thread the name of the thread on which it happened
 * @param text what happened
 */
public record JournalEntry(long number, Instant at, JournalKind kind, String thread, String text) {}
