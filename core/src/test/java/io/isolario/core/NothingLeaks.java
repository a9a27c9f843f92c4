package io.isolario.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Fails a test that leaves a scope, an allowance or a registry behind. */
public final class NothingLeaks implements AfterEachCallback {

    /** Called by JUnit. */
    public NothingLeaks() {}

    @Override
    public void afterEach(ExtensionContext context) {
        assertThat(ContextSlot.innermost()).as("scope of the test's thread").isNull();
        assertThat(ContextSlot.allowances()).as("allowances").isEmpty();
        assertThat(ContextSlot.registries()).as("registries").isEmpty();
    }
}
