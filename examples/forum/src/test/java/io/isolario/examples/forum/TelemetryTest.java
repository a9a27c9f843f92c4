package io.isolario.examples.forum;

import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.core.Sandbox;
import io.isolario.examples.forum.client.Chat;
import org.junit.jupiter.api.Test;

/** Telemetry by the one aggregator of the application, whose thread serves all tests at once. */
@ForumTest
@NeedsAgent
class TelemetryTest extends TelemetryCases {

    @Test
    void theAggregatorIsThatOfAllTests(Sandbox sandbox) {
        long before = forum.operator().throughput().received();

        try (Chat chat = inKitchen("ana", sandbox).chat("kitchen")) {
            settle(sandbox, chat);

            assertThat(forum.operator().throughput().received()).isGreaterThan(before);
            assertThat(analytics.events()).containsExactly("room_joined kitchen ana 1");
        }
    }
}
