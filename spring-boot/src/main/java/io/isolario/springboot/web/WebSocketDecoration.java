package io.isolario.springboot.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.PropertyValues;
import org.springframework.beans.factory.config.InstantiationAwareBeanPostProcessor;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;
import org.springframework.web.socket.server.HandshakeInterceptor;
import org.springframework.web.socket.server.support.WebSocketHttpRequestHandler;

/**
 * Puts a {@link SandboxWebSocketHandler} around the handlers of a mapping, before the mapping registers them.
 *
 * <p>That moment is why it acts on properties: initialising a mapping is too late.
 */
final class WebSocketDecoration implements InstantiationAwareBeanPostProcessor {

    private static final Logger LOG = LoggerFactory.getLogger(WebSocketDecoration.class);

    @Override
    public PropertyValues postProcessProperties(PropertyValues properties, Object bean, String beanName) {
        if (bean instanceof SimpleUrlHandlerMapping mapping) {
            Map<String, Object> handlers = new LinkedHashMap<>();
            mapping.getUrlMap().forEach((path, handler) -> handlers.put(path, decorated(path, handler)));
            mapping.setUrlMap(handlers);
        }
        return properties;
    }

    private static Object decorated(String path, Object handler) {
        if (!(handler instanceof WebSocketHttpRequestHandler original)) {
            return handler;
        }
        if (original.getClass() != WebSocketHttpRequestHandler.class) {
            LOG.warn(
                    "Messages of the WebSocket at {} belong to no sandbox: {} cannot be replaced without losing what it"
                            + " overrides. Use a WebSocketHttpRequestHandler.",
                    path,
                    original.getClass().getName());
            return handler;
        }
        WebSocketHttpRequestHandler replacement = new WebSocketHttpRequestHandler(
                new SandboxWebSocketHandler(original.getWebSocketHandler()), original.getHandshakeHandler());
        List<HandshakeInterceptor> interceptors = new ArrayList<>(original.getHandshakeInterceptors());
        interceptors.add(new SandboxOfHandshake());
        replacement.setHandshakeInterceptors(interceptors);
        return replacement;
    }
}
