package io.isolario.core.carrier;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoopbackHostsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LocalHost",
                "127.0.0.1",
                "127.255.255.254",
                "127.1.20.249",
                "::1",
                "[::1]",
                "0:0:0:0:0:0:0:1"
            })
    void containThisMachine(String host) {
        assertThat(LoopbackHosts.contains(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost.example.org",
                "notlocalhost",
                "127.0.0.1.example.org",
                "127.0.0",
                "127.0.0.256",
                "127.0.0.1\n",
                "128.0.0.1",
                "1127.0.0.1",
                "10.0.0.1",
                "0.0.0.0",
                "::2",
                "[::1"
            })
    void containNothingElse(String host) {
        assertThat(LoopbackHosts.contains(host)).isFalse();
    }

    @Test
    void missingHostIsNotLoopback() {
        assertThat(LoopbackHosts.contains(null)).isFalse();
    }
}
