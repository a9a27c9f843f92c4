package io.isolario.servlet;

class JettyCapacityTest extends CapacityVerification {

    @Override
    Container.Factory containers() {
        return EmbeddedJetty::new;
    }
}
