package io.isolario.servlet;

class TomcatCrossOriginTest extends CrossOriginVerification {

    @Override
    Container.Factory containers() {
        return EmbeddedTomcat::new;
    }
}
