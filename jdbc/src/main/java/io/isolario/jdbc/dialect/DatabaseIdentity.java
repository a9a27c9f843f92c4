package io.isolario.jdbc.dialect;

/**
 * Tells whether two DataSources lead to the same data.
 *
 * @param server what identifies the running server
 * @param database what identifies the database on it
 */
public record DatabaseIdentity(String server, String database) {}
