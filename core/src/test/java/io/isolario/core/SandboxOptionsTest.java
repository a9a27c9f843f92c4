package io.isolario.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SandboxOptionsTest {

    @Test
    void optionsHaveDefaults() {
        SandboxOptions options = SandboxOptions.builder("ana").build();

        assertThat(options.owner()).hasToString("ana");
        assertThat(options.isolation()).isEmpty();
        assertThat(options.ownershipTimeout()).isEqualTo(Debugger.isAttached() ? Duration.ZERO : Duration.ofMinutes(2));
        assertThat(options.idleTimeout()).isZero();
        assertThat(options.drainTimeout()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void optionsKeepTheirValues() {
        SandboxOptions options = SandboxOptions.builder("ana")
                .isolation(Isolation.DATABASE)
                .ownershipTimeout(Duration.ofSeconds(1))
                .idleTimeout(Duration.ofSeconds(2))
                .drainTimeout(Duration.ofSeconds(3))
                .build();

        assertThat(options.isolation()).contains(Isolation.DATABASE);
        assertThat(options.ownershipTimeout()).isEqualTo(Duration.ofSeconds(1));
        assertThat(options.idleTimeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(options.drainTimeout()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void negativeTimesAreRefused() {
        assertThatThrownBy(() -> SandboxOptions.builder("ana").idleTimeout(Duration.ofMillis(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The idle timeout of the sandbox of \"ana\" is negative: PT-0.001S. Give zero for none.");
        assertThatThrownBy(() -> SandboxOptions.builder("ana").ownershipTimeout(Duration.ofMillis(-1)))
                .hasMessageStartingWith("The ownership timeout of the sandbox of \"ana\" is negative");
        assertThatThrownBy(() -> SandboxOptions.builder("ana").drainTimeout(Duration.ofMillis(-1)))
                .hasMessageStartingWith("The drain timeout of the sandbox of \"ana\" is negative");
    }

    @Test
    void blankOwnerIsRefused() {
        assertThatThrownBy(() -> SandboxOptions.builder(" "))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The label of a sandbox's owner is blank. Give the name of the test, or of the client that "
                        + "opens the sandbox.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-agentlib:jdwp=transport=dt_socket,server=y", "-Xrunjdwp:transport=dt_socket"})
    void argumentsOfADebuggerAreRecognised(String argument) {
        assertThat(Debugger.isAskedFor(List.of("-Xmx1g", argument))).isTrue();
        assertThat(Debugger.isAskedFor(List.of("-Xmx1g", "-javaagent:jdwp.jar")))
                .isFalse();
    }
}
