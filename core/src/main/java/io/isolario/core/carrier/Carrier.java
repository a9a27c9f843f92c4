package io.isolario.core.carrier;

/** The ways in which the id of a sandbox travels with a request, in the order in which they are looked for. */
public enum Carrier {
    /** A header of its own, {@code X-Isolario-Sandbox} unless configured. */
    HEADER,
    /** The member {@code isolario} of the W3C {@code baggage} header (https://www.w3.org/TR/baggage/). */
    BAGGAGE,
    /** The cookie {@code isolario}. */
    COOKIE,
    /** The product {@code isolario/<id>} at the end of the {@code User-Agent} header. */
    USER_AGENT
}
