package io.isolario.servlet;

class TomcatPathTest extends PathVerification {

    @Override
    Container.Factory containers() {
        return EmbeddedTomcat::new;
    }
}
