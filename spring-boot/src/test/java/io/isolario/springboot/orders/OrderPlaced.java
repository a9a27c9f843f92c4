package io.isolario.springboot.orders;

public record OrderPlaced(String what) {}
