package io.isolario.http;

import java.util.Optional;

/**
 * The prefix {@code /isolario/in/<id>} of a path, for requests that can carry a sandbox in no other way: webhooks, images, event
 * sources.
 *
 * @param prefix the whole prefix
 * @param id what should be the id of a sandbox, unchecked
 * @param rest the path without the prefix; starts with a slash
 */
record PathCarrier(String prefix, String id, String rest) {

    private static final String IN = "/in/";

    static String prefix(String root, String id) {
        return root + IN + id;
    }

    static Optional<PathCarrier> of(String root, String path) {
        String start = root + IN;
        if (!path.startsWith(start)) {
            return Optional.empty();
        }
        int end = path.indexOf('/', start.length());
        String id = end < 0 ? path.substring(start.length()) : path.substring(start.length(), end);
        return Optional.of(new PathCarrier(start + id, id, end < 0 ? "/" : path.substring(end)));
    }
}
