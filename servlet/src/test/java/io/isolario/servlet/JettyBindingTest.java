package io.isolario.servlet;

class JettyBindingTest extends BindingVerification {

    @Override
    Container.Factory containers() {
        return EmbeddedJetty::new;
    }
}
