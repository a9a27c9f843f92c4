package io.isolario.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlatformTest {

    @ParameterizedTest
    @CsvSource({
        "Linux, amd64, '', linux-amd64, postgres-linux-x86_64.txz",
        "Linux, aarch64, '', linux-arm64v8, postgres-linux-arm_64.txz",
        "Linux, amd64, alpine, linux-amd64-alpine, postgres-linux-x86_64-alpine_linux.txz",
        "Mac OS X, aarch64, '', darwin-arm64v8, postgres-darwin-arm_64.txz",
        "Windows 11, amd64, '', windows-amd64, postgres-windows-x86_64.txz"
    })
    void namesArtifactAndArchive(String osName, String osArch, String distribution, String artifact, String resource) {
        assertThat(Platform.of(osName, osArch, distribution)).isEqualTo(new Platform(artifact, resource));
    }
}
