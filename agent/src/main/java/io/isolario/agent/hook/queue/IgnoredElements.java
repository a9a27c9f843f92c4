package io.isolario.agent.hook.queue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Classes whose objects are no messages wherever they are put: those that pools of connections and the JDK keep in queues, and those
 * named by the system property. Each is the name of a class, or the beginning of names up to a dot.
 */
final class IgnoredElements {

    private static final String PROPERTY = "isolario.agent.ignore";

    private static final String LIST_LITERALS = "java.util.ImmutableCollections$";

    /** Objects that are lent and given back, plumbing, and what libraries with hooks of their own keep for their event loops. */
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
            // Formats are not thread-safe, so servers lend and give them back: Tomcat does for each date of an answer.
            "java.text.",
            "jdk.internal.",
            // Frames on their way out: whoever sends one sends what is before it, and nobody what a closed session has
            // left.
            "org.springframework.web.socket.",
            "sun.");

    private final List<String> names;
    // Asked for each element of each queue.
    private final ClassValue<Boolean> known = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            return names(type.getName());
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

    boolean ignores(Object element) {
        return known.get(element.getClass()) || (element instanceof List<?> list && isOfSuch(list));
    }

    /** The JDK's HTTP client hands on lists of buffers. No code of an application is called to look into a list. */
    private boolean isOfSuch(List<?> list) {
        if (!list.getClass().getName().startsWith(LIST_LITERALS) || list.isEmpty()) {
            return false;
        }
        return known.get(list.get(0).getClass());
    }

    private boolean names(String type) {
        for (String name : names) {
            if (name.endsWith(".") ? type.startsWith(name) : type.equals(name)) {
                return true;
            }
        }
        return false;
    }
}
