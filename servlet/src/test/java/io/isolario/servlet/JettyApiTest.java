package io.isolario.servlet;

class JettyApiTest extends ApiVerification {

    @Override
    Container.Factory containers() {
        return EmbeddedJetty::new;
    }
}
