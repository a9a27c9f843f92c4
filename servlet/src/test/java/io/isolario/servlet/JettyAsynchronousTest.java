package io.isolario.servlet;

class JettyAsynchronousTest extends AsynchronousVerification {

    @Override
    Container.Factory containers() {
        return EmbeddedJetty::new;
    }
}
