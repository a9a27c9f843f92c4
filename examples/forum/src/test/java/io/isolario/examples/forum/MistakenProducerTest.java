package io.isolario.examples.forum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary.Failure;

/** Runs a test of telemetry against a forum that reports events of the wrong type: it has to fail, for this reason only. */
@NeedsAgent
class MistakenProducerTest {

    @Test
    void anEventOfTheWrongTypeIsNoticed() {
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(MistakenProducerFixture.class))
                .build();

        // The session of the suite is open, and its listeners must not hear of another.
        LauncherFactory.create(LauncherConfig.builder()
                        .enableLauncherSessionListenerAutoRegistration(false)
                        .build())
                .execute(request, listener);

        assertThat(listener.getSummary().getTestsSucceededCount()).isEqualTo(1);
        assertThat(listener.getSummary().getFailures()).singleElement().satisfies(this::misses);
    }

    private void misses(Failure failure) {
        assertThat(failure.getTestIdentifier().getDisplayName()).isEqualTo("aMessageIsAnEvent(Sandbox)");
        assertThat(failure.getException())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("could not find the following elements")
                .hasMessageContaining("message_sent kitchen ana 1");
    }
}
