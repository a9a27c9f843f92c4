package io.isolario.springboot.orders;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

@ConfigurationProperties("orders.limits")
public record OrderLimits(@DefaultValue("3") int mostAtOnce) {}
