package io.isolario.agent.hook.queue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Objects that are no work in whatever queue they are put, by their classes: what connection pools and the JDK keep in queues, and
 * what the system property {@value #PROPERTY} names. An entry is the name of a class, or a prefix that ends in a dot.
 */
final class IgnoredElements {

    private static final String PROPERTY = "isolario.agent.ignore";
    private static final String LIST_LITERALS = "java.util.ImmutableCollections$";

    /** Objects that are lent and returned, shared infrastructure, and what libraries with hooks keep for their event loops. */
    private static final List<String> KNOWN = List.of(
            "org.apache.hc.",
            "reactor.",
            "io.netty.",
            "okhttp3.",
            "okio.",
            "kotlinx.coroutines.",
            "org.eclipse.jetty.",
            "com.zaxxer.hikari.",
            "org.apache.commons.dbcp2.",
            "org.apache.commons.pool2.",
            "org.apache.tomcat.",
            "io.agroal.",
            "java.nio.",
            "java.sql.",
            // Formats are not thread-safe, so servers pool them: Tomcat does for each date in a response.
            "java.text.",
            "jdk.internal.",
            // Outgoing frames: the thread that sends one also sends those before it, and those of a closed session are
            // never sent.
            "org.springframework.web.socket.",
            "sun.");

    private final List<String> names;
    // Looked up for each element of each queue.
    private final ClassValue<Boolean> known = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            return isNamed(type.getName());
        }
    };

    private IgnoredElements(List<String> names) {
        this.names = List.copyOf(names);
    }

    static IgnoredElements configured() {
        String configured = System.getProperty(PROPERTY, "");
        return new IgnoredElements(Stream.concat(
                        KNOWN.stream(),
                        Arrays.stream(configured.split(",")).map(String::strip).filter(name -> !name.isEmpty()))
                .toList());
    }

    boolean contains(Object element) {
        return known.get(element.getClass()) || (element instanceof List<?> list && isListOfIgnored(list));
    }

    /** The JDK's HTTP client passes on lists of buffers. Looks only into lists of the JDK, to call no code of the application. */
    private boolean isListOfIgnored(List<?> list) {
        if (!list.getClass().getName().startsWith(LIST_LITERALS) || list.isEmpty()) {
            return false;
        }
        return known.get(list.get(0).getClass());
    }

    private boolean isNamed(String type) {
        for (String name : names) {
            if (name.endsWith(".") ? type.startsWith(name) : type.equals(name)) {
                return true;
            }
        }
        return false;
    }
}
