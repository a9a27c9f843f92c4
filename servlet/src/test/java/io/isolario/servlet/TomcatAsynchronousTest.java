package io.isolario.servlet;

class TomcatAsynchronousTest extends AsynchronousVerification {

    @Override
    Container.Factory containers() {
        return EmbeddedTomcat::new;
    }
}
