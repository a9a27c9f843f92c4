package io.isolario.springboot.orders;

import org.springframework.boot.context.properties.ConfigurationProperties;

@ConfigurationProperties("orders.settings")
public class OrderSettings {

    private String greeting = "hello";

    public String getGreeting() {
        return greeting;
    }

    public void setGreeting(String greeting) {
        this.greeting = greeting;
    }
}
