package io.isolario.http;

import io.isolario.core.carrier.HeaderReader;

/**
 * Who sent a request, as far as its connection and its headers tell.
 *
 * @param remoteAddress the other end of the connection; empty when that is not known
 * @param localAddress where the connection was accepted; empty when that is not known
 * @param headers reads the headers, among them those that proxies add
 */
public record Sender(String remoteAddress, String localAddress, HeaderReader headers) {}
