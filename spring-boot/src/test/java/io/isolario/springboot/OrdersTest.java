package io.isolario.springboot;

import io.isolario.junit.Sandboxed;
import io.isolario.springboot.orders.OrdersApplication;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.springframework.boot.test.context.SpringBootTest;

/** Tests of the orders, in one context that they share. */
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = OrdersApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = "spring.datasource.url=jdbc:h2:mem:orders;DB_CLOSE_DELAY=-1")
@Sandboxed
@interface OrdersTest {}
