package io.isolario.servlet;

class TomcatApiRefusalTest extends ApiRefusalVerification {

    @Override
    Container.Factory containers() {
        return EmbeddedTomcat::new;
    }
}
