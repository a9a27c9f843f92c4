package io.isolario.examples.forum.chat;

import io.isolario.examples.forum.problem.ProblemException;
import io.isolario.examples.forum.room.RoomService;
import io.isolario.examples.forum.session.Caller;
import io.isolario.examples.forum.session.SessionService;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.server.HandshakeInterceptor;
import org.springframework.web.util.UriComponents;
import org.springframework.web.util.UriComponentsBuilder;

/** Lets members of the room in who show a session token, as a header or (browsers cannot) as a parameter. */
@Component
class ChatHandshake implements HandshakeInterceptor {

    private final SessionService sessions;
    private final RoomService rooms;

    ChatHandshake(SessionService sessions, RoomService rooms) {
        this.sessions = sessions;
        this.rooms = rooms;
    }

    @Override
    public boolean beforeHandshake(
            ServerHttpRequest request,
            ServerHttpResponse response,
            WebSocketHandler handler,
            Map<String, Object> attributes) {
        UriComponents uri = UriComponentsBuilder.fromUri(request.getURI()).build();
        List<String> path = uri.getPathSegments();
        try {
            Caller caller = sessions.callerOf(token(request.getHeaders(), uri));
            new Participant(caller, rooms.joined(caller, path.get(path.size() - 1))).storeIn(attributes);
            return true;
        } catch (ProblemException refused) {
            response.setStatusCode(refused.status());
            return false;
        }
    }

    @Override
    public void afterHandshake(
            ServerHttpRequest request, ServerHttpResponse response, WebSocketHandler handler, Exception failure) {}

    private static String token(HttpHeaders headers, UriComponents uri) {
        String authorization = headers.getFirst(HttpHeaders.AUTHORIZATION);
        if (authorization != null && authorization.startsWith("Bearer ")) {
            return authorization.substring("Bearer ".length());
        }
        String parameter = uri.getQueryParams().getFirst("token");
        if (parameter == null) {
            throw ProblemException.unauthorized("credentials-missing", "The chat needs a session token.");
        }
        return parameter;
    }
}
