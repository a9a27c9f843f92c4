package io.isolario.servlet;

class JettyCrossOriginTest extends CrossOriginVerification {

    @Override
    Container.Factory containers() {
        return EmbeddedJetty::new;
    }
}
