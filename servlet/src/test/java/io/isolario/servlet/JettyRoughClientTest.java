package io.isolario.servlet;

class JettyRoughClientTest extends RoughClientVerification {

    @Override
    Container.Factory containers() {
        return EmbeddedJetty::new;
    }
}
