package io.isolario.core.carrier;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CarrierHostsTest {

    @Test
    void carriersGoToThisMachineUnlessConfigured() {
        CarrierHosts hosts = CarrierHosts.configured();

        assertThat(hosts.contains("localhost")).isTrue();
        assertThat(hosts.contains("127.0.0.2")).isTrue();
        assertThat(hosts.contains("[::1]")).isTrue();
        assertThat(hosts.contains("example.org")).isFalse();
        assertThat(hosts.contains(null)).isFalse();
    }

    @Test
    void carriersGoToListedHosts() {
        CarrierHosts hosts = CarrierHosts.of("localhost, App.Test");

        assertThat(hosts.contains("LOCALHOST")).isTrue();
        assertThat(hosts.contains("app.test")).isTrue();
        assertThat(hosts.contains("127.0.0.1")).isFalse();
        assertThat(hosts.contains("my.app.test")).isFalse();
    }

    @Test
    void hostsCanBeListedInAdditionToThisMachine() {
        CarrierHosts hosts = CarrierHosts.of("loopback,app.test");

        assertThat(hosts.contains("127.0.0.2")).isTrue();
        assertThat(hosts.contains("app.test")).isTrue();
        assertThat(hosts.contains("loopback")).isTrue();
    }

    @Test
    void carriersCanGoToNoHost() {
        assertThat(CarrierHosts.of("").contains("localhost")).isFalse();
    }
}
