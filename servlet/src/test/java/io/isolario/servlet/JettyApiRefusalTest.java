package io.isolario.servlet;

class JettyApiRefusalTest extends ApiRefusalVerification {

    @Override
    Container.Factory containers() {
        return EmbeddedJetty::new;
    }
}
