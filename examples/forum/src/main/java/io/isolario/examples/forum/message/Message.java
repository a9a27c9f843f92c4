package io.isolario.examples.forum.message;

import java.time.Instant;

/** A message; {@code author} is null once the author's account is deleted, {@code editedAt} until it is edited. */
public record Message(long id, String room, String author, String text, Instant postedAt, Instant editedAt) {}
