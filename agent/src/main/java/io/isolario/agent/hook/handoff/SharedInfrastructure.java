package io.isolario.agent.hook.handoff;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Tasks, threads and elements that libraries use for all callers: they are never tracked and never in a sandbox. The files {@value
 * #FILE} on the class path list their classes, each with the reason. Immutable and thread-safe.
 */
final class SharedInfrastructure {

    static final String FILE = "META-INF/isolario/shared-infrastructure.txt";

    private final Set<String> patterns;
    private final JdkWrappers wrappers = JdkWrappers.ofThisJdk();
    // Looked up for each unit.
    private final ClassValue<Known> known = new ClassValue<>() {
        @Override
        protected Known computeValue(Class<?> type) {
            return isListed(type.getName()) ? Known.LISTED : wrappers.wraps(type) ? Known.WRAPPER : Known.OTHER;
        }
    };

    private enum Known {
        LISTED,
        WRAPPER,
        OTHER
    }

    private SharedInfrastructure(Set<String> patterns) {
        this.patterns = Set.copyOf(patterns);
    }

    /** Reads the files that the class loader of the agent finds. */
    static SharedInfrastructure read() {
        Set<String> patterns = new HashSet<>();
        try {
            ClassLoader loader = SharedInfrastructure.class.getClassLoader();
            for (URL file : Collections.list(
                    loader == null ? ClassLoader.getSystemResources(FILE) : loader.getResources(FILE))) {
                try (BufferedReader lines =
                        new BufferedReader(new InputStreamReader(file.openStream(), StandardCharsets.UTF_8))) {
                    patterns.addAll(patternsIn(lines.lines().toList()));
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(
                    "The list of shared infrastructure cannot be read: " + failure.getMessage(), failure);
        }
        return new SharedInfrastructure(patterns);
    }

    /** Reads these lines of a file. */
    static SharedInfrastructure of(List<String> lines) {
        return new SharedInfrastructure(Set.copyOf(patternsIn(lines)));
    }

    private static List<String> patternsIn(List<String> lines) {
        return lines.stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .map(line -> line.split("\\s", 2)[0])
                .toList();
    }

    /** Returns whether a task, thread or element is shared infrastructure, or wraps some. */
    boolean contains(Object handedOver) {
        Object each = handedOver;
        while (each != null) {
            Known type = known.get(each.getClass());
            if (type != Known.WRAPPER) {
                return type == Known.LISTED;
            }
            each = wrappers.inside(each);
        }
        return false;
    }

    private boolean isListed(String className) {
        return patterns.stream()
                .anyMatch(pattern -> pattern.endsWith("*")
                        ? className.startsWith(pattern.substring(0, pattern.length() - 1))
                        : className.equals(pattern));
    }
}
