package io.isolario.servlet;

class TomcatBindingTest extends BindingVerification {

    @Override
    Container.Factory containers() {
        return EmbeddedTomcat::new;
    }
}
