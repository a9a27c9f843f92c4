package io.isolario.agent.attach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttachSocketTest {

    @Test
    void aProcessThatHandlesSigquitIsRecognised() {
        assertThat(AttachSocket.catches("SigIgn:\t0000000000000000\nSigCgt:\t2000000181005ccf\n"))
                .isTrue();
        assertThat(AttachSocket.catches("SigCgt:\t0000000000000004\n")).isTrue();
    }

    @Test
    void aProcessThatSigquitWouldEndIsRecognised() {
        assertThat(AttachSocket.catches("SigCgt:\tfffffffffffffffb\n")).isFalse();
        assertThat(AttachSocket.catches("SigIgn:\t0000000000000004\n")).isFalse();
        assertThat(AttachSocket.catches("")).isFalse();
    }

    @Test
    void theRefusalContainsTheAnswerOfTheJvm(@TempDir Path directory) throws IOException {
        assumeThat(AttachSocket.isAvailable()).as("HotSpot on Linux").isTrue();

        Path missing = directory.resolve("missing.jar");

        assertThatThrownBy(() -> new AttachSocket().loadAgent(missing))
                .isInstanceOf(IOException.class)
                .hasMessage("the JVM has not loaded " + missing + ": 0, return code: 100");
    }
}
