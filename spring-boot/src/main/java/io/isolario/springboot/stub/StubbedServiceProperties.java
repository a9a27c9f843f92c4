package io.isolario.springboot.stub;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * An external service that sandboxes have stubs of; bound below {@code isolario.stubs.<service>}.
 *
 * @param property the properties of the application that hold the URL of the service
 * @param url the URL of the real service; without it, what the first of the properties holds
 * @param tls whether the application reaches the stubs with TLS
 * @param http2 whether the port speaks HTTP/2 as well
 * @param real whether all sandboxes use the real service
 * @param record whether recordings are made anew
 */
record StubbedServiceProperties(
        @DefaultValue List<String> property,
        @Nullable URI url,
        @DefaultValue("false") boolean tls,
        @DefaultValue("false") boolean http2,
        @DefaultValue("false") boolean real,
        @DefaultValue("false") boolean record) {}
