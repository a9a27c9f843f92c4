package io.isolario.examples.forum.session;

/** The account on whose behalf a request is made. */
public record Caller(long accountId, String login) {}
