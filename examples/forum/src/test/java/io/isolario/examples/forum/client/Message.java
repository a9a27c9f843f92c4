package io.isolario.examples.forum.client;

import java.time.Instant;

public record Message(long id, String room, String author, String text, Instant postedAt, Instant editedAt) {}
