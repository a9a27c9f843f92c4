package io.isolario.jdbc;

/**
 * Tells whether two DataSources lead to the same data.
 *
 * @param server what identifies the running server
 * @param database what identifies the database on it
 */
record DatabaseIdentity(String server, String database) {}
