package io.isolario.examples.forum.client;

public record Room(String name, String topic, boolean isPrivate, String owner) {}
