package io.isolario.examples.forum.client;

public record Throughput(long received, long written) {}
