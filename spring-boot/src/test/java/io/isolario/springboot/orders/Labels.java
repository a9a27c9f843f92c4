package io.isolario.springboot.orders;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

@Component
public class Labels {

    @Value("${orders.label:none}")
    private String label = "";

    public String label() {
        return label;
    }
}
