package io.isolario.examples.forum.client;

public record Statistics(long accounts, long activeAccounts, long sessions, long rooms, long messages) {}
