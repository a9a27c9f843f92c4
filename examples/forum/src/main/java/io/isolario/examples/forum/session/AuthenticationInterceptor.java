package io.isolario.examples.forum.session;

import io.isolario.examples.forum.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

@Component
class AuthenticationInterceptor implements HandlerInterceptor {

    static final String CALLER = Caller.class.getName();

    private static final String BEARER = "Bearer ";

    private final SessionService sessions;
    private final ApiKeyService apiKeys;

    AuthenticationInterceptor(SessionService sessions, ApiKeyService apiKeys) {
        this.sessions = sessions;
        this.apiKeys = apiKeys;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method) {
            Authenticated authenticated = annotationOf(method);
            if (authenticated != null) {
                request.setAttribute(CALLER, authenticate(request, List.of(authenticated.value())));
            }
        }
        return true;
    }

    private Caller authenticate(HttpServletRequest request, List<Credential> accepted) {
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (accepted.contains(Credential.SESSION) && authorization != null && authorization.startsWith(BEARER)) {
            return sessions.callerOf(authorization.substring(BEARER.length()));
        }
        String apiKey = request.getHeader("X-Api-Key");
        if (accepted.contains(Credential.API_KEY) && apiKey != null) {
            return apiKeys.callerOf(apiKey);
        }
        throw ProblemException.unauthorized("credentials-missing", "This needs one of: " + accepted + ".");
    }

    private static Authenticated annotationOf(HandlerMethod method) {
        Authenticated onMethod = method.getMethodAnnotation(Authenticated.class);
        return onMethod != null
                ? onMethod
                : AnnotatedElementUtils.findMergedAnnotation(method.getBeanType(), Authenticated.class);
    }
}
