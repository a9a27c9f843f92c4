package io.isolario.examples.forum.session;

/** What a request may show to be let in. */
public enum Credential {
    /** {@code Authorization: Bearer <session token>}. */
    SESSION,
    /** {@code X-Api-Key: <key>}. */
    API_KEY
}
