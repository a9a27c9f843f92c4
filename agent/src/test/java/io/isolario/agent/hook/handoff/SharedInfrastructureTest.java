package io.isolario.agent.hook.handoff;

import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.agent.Attached;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Needs the agent, which opens the packages of the JDK's wrappers. */
@ExtendWith(Attached.class)
class SharedInfrastructureTest {

    private static final class Sweeper implements Runnable {
        @Override
        public void run() {}
    }

    private static final class Swept implements Runnable {
        @Override
        public void run() {}
    }

    private final SharedInfrastructure plumbing = SharedInfrastructure.of(List.of(
            "# a comment",
            "",
            Sweeper.class.getName() + "  sweeps for all callers",
            getClass().getName() + "$$Lambda*  is a lambda of this test"));

    @Test
    void listedClassesAreSharedInfrastructure() {
        assertThat(plumbing.contains(new Sweeper())).isTrue();
        assertThat(plumbing.contains(new Swept())).isFalse();
    }

    @Test
    void aStarStandsForTheRestOfAClassName() {
        Runnable lambda = () -> {};

        assertThat(plumbing.contains(lambda)).isTrue();
    }

    @Test
    void wrappersOfTheJdkAreLookedInto() {
        assertThat(plumbing.contains(new FutureTask<>(new Sweeper(), null))).isTrue();
        assertThat(plumbing.contains(new FutureTask<>(new Swept(), null))).isFalse();
        assertThat(plumbing.contains(new Thread(new Sweeper()))).isTrue();
        assertThat(plumbing.contains(new Thread(new Swept()))).isFalse();
        assertThat(plumbing.contains(new Thread())).isFalse();
    }

    @Test
    void eachListedClassHasAReason() throws IOException {
        try (InputStream file =
                SharedInfrastructure.class.getClassLoader().getResourceAsStream(SharedInfrastructure.FILE)) {
            assertThat(file).isNotNull();
            List<String> lines = new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();

            assertThat(lines).hasSizeGreaterThan(30).allMatch(line -> line.matches("\\S+ +\\S.*"));
        }
    }
}
