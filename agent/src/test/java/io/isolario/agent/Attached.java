package io.isolario.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.core.CarriedWork;
import io.isolario.core.Sandbox;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Attaches the agent before the first test. Fails a test that leaves a unit on its way, or its thread in a sandbox. */
public final class Attached implements BeforeAllCallback, AfterEachCallback {

    @Override
    public void beforeAll(ExtensionContext context) {
        IsolarioAgent.attach();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        assertThat(Sandbox.current()).isEmpty();
        assertThat(Installation.unitsOnTheirWay()).as("units left on their way").isZero();
        assertThat(CarriedWork.anySandboxLives()).as("a sandbox is still open").isFalse();
    }
}
