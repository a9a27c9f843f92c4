package io.isolario.servlet;

class TomcatApiTest extends ApiVerification {

    @Override
    Container.Factory containers() {
        return EmbeddedTomcat::new;
    }
}
