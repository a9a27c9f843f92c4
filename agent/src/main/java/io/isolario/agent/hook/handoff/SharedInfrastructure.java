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
 * What libraries start lazily and for everybody: it is not counted, and belongs to no sandbox. Which classes these are is said, with
 * the reason, by the files {@value #FILE} on the class path. Immutable and thread-safe.
 */
final class SharedInfrastructure {

    static final String FILE = "META-INF/isolario/shared-infrastructure.txt";

    private final Set<String> patterns;
    private final JdkWrappers unwrapping = JdkWrappers.ofThisJdk();
    // One look-up for each hand-over.
    private final ClassValue<Known> known = new ClassValue<>() {
        @Override
        protected Known computeValue(Class<?> type) {
            return isListed(type.getName()) ? Known.LISTED : unwrapping.wraps(type) ? Known.WRAPPER : Known.OTHER;
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

    /** Returns what the files list that the class loader of the agent finds. */
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
            throw new UncheckedIOException("The list of plumbing cannot be read: " + failure.getMessage(), failure);
        }
        return new SharedInfrastructure(patterns);
    }

    /** Returns what these lines list. */
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

    /** Returns whether a task, thread or element serves everybody, or what it was made from does. */
    boolean contains(Object handedOver) {
        Object each = handedOver;
        while (each != null) {
            Known type = known.get(each.getClass());
            if (type != Known.WRAPPER) {
                return type == Known.LISTED;
            }
            each = unwrapping.inside(each);
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
