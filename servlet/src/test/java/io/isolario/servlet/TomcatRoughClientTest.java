package io.isolario.servlet;

class TomcatRoughClientTest extends RoughClientVerification {

    @Override
    Container.Factory containers() {
        return EmbeddedTomcat::new;
    }
}
