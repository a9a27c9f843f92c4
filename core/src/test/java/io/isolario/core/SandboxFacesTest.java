package io.isolario.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a test finds by completion stays short; adapters and resources have a type of their own. */
class SandboxFacesTest {

    @Test
    void aTestFindsFewMethods() {
        assertThat(namesOf(Sandbox.class)).hasSizeLessThanOrEqualTo(20);
    }

    @Test
    void whatAdaptersCallIsNotAmongThem() {
        assertThat(namesOf(Sandbox.class)).doesNotContainAnyElementsOf(namesOfAdapters());
    }

    private static Set<String> namesOf(Class<?> face) {
        return Arrays.stream(face.getDeclaredMethods()).map(Method::getName).collect(Collectors.toSet());
    }

    private static Set<String> namesOfAdapters() {
        Set<String> names = namesOf(ManagedSandbox.class);
        // Found on the type itself, not on a sandbox.
        names.remove("current");
        return names;
    }
}
