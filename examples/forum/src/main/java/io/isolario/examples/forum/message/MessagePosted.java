package io.isolario.examples.forum.message;

/** Published when a message is posted; listeners that tell others about it wait for the commit. */
public record MessagePosted(long roomId, Message message) {}
