package io.isolario.agent.weave;

import static io.isolario.agent.weave.Code.call;
import static io.isolario.agent.weave.Code.nothing;
import static io.isolario.agent.weave.Code.self;
import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.agent.hook.point.PoolPoints;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LibraryWeaverTest {

    private static final String ITSELF = LibraryWeaverTest.class.getName().replace('.', '/');

    private final List<String> warnings = new ArrayList<>();

    @Test
    void aClassInWhichEachHookFindsAPlaceIsInstrumented() throws IOException {
        byte[] bytes = bytes();

        assertThat(transform(library(ITSELF, hook("placeForAHook")), bytes))
                .isNotEqualTo(bytes)
                .isNotNull();
        assertThat(warnings).isEmpty();
    }

    @Test
    void aClassInWhichAHookFindsNoPlaceIsLeftAloneWithOneWarning() throws IOException {
        LibraryWeaver weaver =
                new LibraryWeaver(List.of(library(ITSELF, hook("placeForAHook"), hook("gone"))), warnings::add);

        assertThat(transform(weaver, bytes())).isNull();
        assertThat(transform(weaver, bytes())).isNull();

        assertThat(warnings)
                .containsExactly(
                        "The Isolario agent does not know this version of Telegraph (test-classes): no place for the"
                                + " hooks in [io.isolario.agent.weave.LibraryWeaverTest.gone]. Send a messenger.");
    }

    @Test
    void aMissingClassOfALibraryIsWarnedAbout() throws IOException {
        LibraryWeaver weaver = new LibraryWeaver(
                List.of(library(ITSELF, Splice.of("org/telegraph/Key", "press").atEntry(code()))), warnings::add);

        assertThat(transform(weaver, bytes())).isNull();

        assertThat(warnings)
                .containsExactly(
                        "The Isolario agent does not know this version of Telegraph (test-classes): it has no class"
                                + " org.telegraph.Key. Send a messenger.");
    }

    @Test
    void otherClassesAreLeftAlone() throws IOException {
        assertThat(transform(library("org/telegraph/Office", Splice.of("org/telegraph/Key", "press")), bytes()))
                .isNull();
        assertThat(warnings).isEmpty();
    }

    @SuppressWarnings("unused") // Never called: the test reads the class file.
    private void placeForAHook() {}

    private static Splice hook(String method) {
        return Splice.of(ITSELF, method).atEntry(code());
    }

    private static Code code() {
        return call(PoolPoints.NEXT, self(), nothing());
    }

    private static Library library(String anchor, Splice... splices) {
        return Library.of("Telegraph", anchor, "Send a messenger.", splices);
    }

    private byte @Nullable [] transform(Library library, byte[] bytes) {
        return transform(new LibraryWeaver(List.of(library), warnings::add), bytes);
    }

    private static byte @Nullable [] transform(LibraryWeaver weaver, byte[] bytes) {
        return weaver.transform(
                LibraryWeaverTest.class.getClassLoader(),
                ITSELF,
                null,
                LibraryWeaverTest.class.getProtectionDomain(),
                bytes);
    }

    private static byte[] bytes() throws IOException {
        try (InputStream file = LibraryWeaverTest.class.getResourceAsStream("LibraryWeaverTest.class")) {
            assertThat(file).isNotNull();
            return file.readAllBytes();
        }
    }
}
