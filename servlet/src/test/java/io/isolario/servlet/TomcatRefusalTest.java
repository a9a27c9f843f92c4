package io.isolario.servlet;

class TomcatRefusalTest extends RefusalVerification {

    @Override
    Container.Factory containers() {
        return EmbeddedTomcat::new;
    }
}
