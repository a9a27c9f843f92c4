package io.isolario.servlet;

class TomcatPhoenixTest extends PhoenixVerification {

    @Override
    Container.Factory containers() {
        return EmbeddedTomcat::new;
    }
}
