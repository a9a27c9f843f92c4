package io.isolario.servlet;

class TomcatCapacityTest extends CapacityVerification {

    @Override
    Container.Factory containers() {
        return EmbeddedTomcat::new;
    }
}
