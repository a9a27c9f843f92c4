package io.isolario.examples.forum.client;

public record Account(long id, String login, String email, String displayName, String bio, String status) {}
