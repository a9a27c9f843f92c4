package io.isolario.core.carrier;

/**
 * What a request carries: a text that should be the id of a sandbox, and the way it came.
 *
 * @param carrier the way it came
 * @param text what was carried, unchecked
 */
public record CarriedId(Carrier carrier, String text) {}
