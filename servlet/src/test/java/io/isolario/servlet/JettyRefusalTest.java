package io.isolario.servlet;

class JettyRefusalTest extends RefusalVerification {

    @Override
    Container.Factory containers() {
        return EmbeddedJetty::new;
    }
}
