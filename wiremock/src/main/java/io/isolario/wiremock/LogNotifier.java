package io.isolario.wiremock;

import com.github.tomakehurst.wiremock.common.Notifier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Passes what WireMock has to say on to the log of the application. */
enum LogNotifier implements Notifier {
    INSTANCE;

    private static final Logger LOG = LoggerFactory.getLogger(SandboxStubs.class);

    @Override
    public void info(String message) {
        LOG.debug("{}", message);
    }

    @Override
    public void error(String message) {
        LOG.warn("{}", message);
    }

    @Override
    public void error(String message, Throwable cause) {
        LOG.warn("{}", message, cause);
    }
}
