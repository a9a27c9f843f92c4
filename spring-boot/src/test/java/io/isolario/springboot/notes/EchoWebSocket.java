package io.isolario.springboot.notes;

import jakarta.servlet.ServletContext;
import org.apache.tomcat.websocket.server.WsContextListener;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;
import org.springframework.web.socket.handler.TextWebSocketHandler;

/** Writes down what it is told, and answers with the number of notes. */
@Configuration
@EnableWebSocket
class EchoWebSocket implements WebSocketConfigurer {

    private final Notes notes;

    EchoWebSocket(Notes notes) {
        this.notes = notes;
    }

    @Override
    public void registerWebSocketHandlers(WebSocketHandlerRegistry registry) {
        registry.addHandler(new EchoHandler(), "/echo");
    }

    /** What Boot's starter for WebSockets does for Tomcat. */
    @Bean
    static ServletContextInitializer webSocketsOfTomcat() {
        return (ServletContext context) -> context.addListener(WsContextListener.class);
    }

    private final class EchoHandler extends TextWebSocketHandler {

        @Override
        protected void handleTextMessage(WebSocketSession session, TextMessage message) throws Exception {
            notes.add(message.getPayload());
            session.sendMessage(new TextMessage(String.valueOf(notes.all().size())));
        }
    }
}
