package io.isolario.doubles;

import static io.isolario.doubles.InSandbox.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.isolario.core.ManagedSandbox;
import io.isolario.core.remote.RemotePart;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RemoteClockTest {

    private final InSandbox shop = new InSandbox();
    private final ManagedSandbox sandbox = shop.open("a browser");
    private final RemotePart clock = sandbox.session(RemotePart.Clock.class);

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void isSetInEachWay() throws Exception {
        assertThat(clock.write(Map.of("fix", "2031-05-01T23:30:00Z"))).isEqualTo(Map.of("now", "2031-05-01T23:30:00Z"));
        assertThat(seen()).isEqualTo("2031-05-01T23:30:00Z");
        assertThat(clock.write(Map.of("advance", "PT2H"))).isEqualTo(Map.of("now", "2031-05-02T01:30:00Z"));
        assertThat(clock.read(Map.of())).isEqualTo(Map.of("now", "2031-05-02T01:30:00Z"));

        clock.write(Map.of("tickFrom", "2040-01-01T00:00:00Z"));
        assertThat(seen()).isBetween(Instant.parse("2040-01-01T00:00:00Z"), Instant.parse("2040-01-01T01:00:00Z"));

        clock.write(Map.of("reset", true));
        assertThat(seen()).isBefore("2040-01-01T00:00:00Z");
    }

    private Instant seen() throws Exception {
        return call(sandbox, Instant::now);
    }

    @Test
    void refusesWhatIsNoTime() {
        String ways = "Give one of {\"fix\": \"2030-01-31T12:00:00Z\"}, {\"tickFrom\": \"2030-01-31T12:00:00Z\"}, "
                + "{\"advance\": \"PT2H\"} and {\"reset\": true}.";

        assertThatThrownBy(() -> clock.write(Map.of("fix", "tomorrow")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("\"fix\" cannot be \"tomorrow\". " + ways);
        assertThatThrownBy(() -> clock.write(Map.of("stop", true)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A clock cannot be set by \"stop\". " + ways);
        assertThatThrownBy(() -> clock.write(Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A clock cannot be set by []. " + ways);
        assertThatThrownBy(() -> clock.write(Map.of("reset", "no")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("\"reset\" cannot be no. " + ways);
    }
}
