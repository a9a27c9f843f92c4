package io.isolario.http;

import io.isolario.core.ManagedSandbox;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A sandbox that a client outside the JVM has opened.
 *
 * @param sandbox the sandbox
 * @param openedAt when it was opened
 * @param idleTimeout after what time without use it ends; zero for never
 * @param maxLifetime after what time it ends in any case; zero for never
 */
record RemoteSandbox(ManagedSandbox sandbox, Instant openedAt, Duration idleTimeout, Duration maxLifetime) {

    Optional<Instant> expiresAt() {
        return maxLifetime.isZero() ? Optional.empty() : Optional.of(openedAt.plus(maxLifetime));
    }
}
