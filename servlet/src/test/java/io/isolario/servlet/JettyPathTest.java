package io.isolario.servlet;

class JettyPathTest extends PathVerification {

    @Override
    Container.Factory containers() {
        return EmbeddedJetty::new;
    }
}
