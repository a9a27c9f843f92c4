package io.isolario.servlet;

class TomcatFuzzTest extends FuzzVerification {

    @Override
    Container.Factory containers() {
        return EmbeddedTomcat::new;
    }
}
