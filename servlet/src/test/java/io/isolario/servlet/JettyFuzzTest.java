package io.isolario.servlet;

class JettyFuzzTest extends FuzzVerification {

    @Override
    Container.Factory containers() {
        return EmbeddedJetty::new;
    }
}
