package io.isolario.examples.forum.client;

import java.time.Instant;

/** A key; {@code key} itself is told once, when it is created, and null afterwards. */
public record ApiKey(long id, String label, String key, Instant createdAt, Instant expiresAt) {}
