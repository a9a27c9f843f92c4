package io.isolario.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
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

    /** Returns whether a path is that of a request to the application which carries a sandbox, or would. */
    static boolean isBelow(String root, String path) {
        return path.startsWith(root + IN) || (path + "/").equals(root + IN);
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

    /**
     * Returns the one spelling of a path, as a container routes it: without path parameters, decoded, without empty and dot segments.
     * Containers differ in which of these they undo; what one of them might route to the endpoint must not be taken for a request to
     * the application, which would serve it without a sandbox.
     */
    static String canonical(String path) {
        Deque<String> segments = new ArrayDeque<>();
        for (String written : path.split("/", -1)) {
            int parameters = written.indexOf(';');
            String decoded = decoded(parameters < 0 ? written : written.substring(0, parameters));
            // Encoded separators and parameters are decoded by some containers before they look.
            for (String segment : decoded.split("[/\\\\]", -1)) {
                add(segments, segment.split(";", 2)[0]);
            }
        }
        return "/" + String.join("/", segments);
    }

    private static void add(Deque<String> segments, String segment) {
        if (segment.equals("..")) {
            segments.pollLast();
        } else if (!segment.isEmpty() && !segment.equals(".")) {
            segments.addLast(segment);
        }
    }

    private static String decoded(String text) {
        try {
            return text.indexOf('%') < 0 ? text : URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return text;
        }
    }
}
