package io.isolario.servlet;

class JettyPhoenixTest extends PhoenixVerification {

    @Override
    Container.Factory containers() {
        return EmbeddedJetty::new;
    }
}
