package io.isolario.examples.forum;

import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.core.Sandbox;
import io.isolario.examples.forum.client.Chat;
import io.isolario.examples.forum.client.Throughput;
import io.isolario.examples.forum.telemetry.TelemetryAggregator;
import io.isolario.springboot.scoped.SandboxScoped;
import org.junit.jupiter.api.Test;

/** Telemetry by an aggregator of one's own: what it keeps between events is of this test alone. */
@ForumTest
@NeedsAgent
@SandboxScoped(TelemetryAggregator.class)
class ScopedTelemetryTest extends TelemetryCases {

    @Test
    void theAggregatorIsNew() {
        assertThat(forum.operator().throughput()).isEqualTo(new Throughput(0, 0));
    }

    @Test
    void theAggregatorHasSeenThisTestOnly(Sandbox sandbox) {
        try (Chat chat = inKitchen("ana", sandbox).chat("kitchen")) {
            chat.type(3).say("hi").type(1);
            settle(sandbox, chat);

            assertThat(forum.operator().throughput()).isEqualTo(new Throughput(6, 3));
            assertThat(analytics.events()).hasSize(3);
        }
    }
}
