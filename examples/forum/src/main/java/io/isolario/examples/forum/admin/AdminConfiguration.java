package io.isolario.examples.forum.admin;

import io.isolario.examples.forum.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Everything below {@code /api/admin} asks for the operators' key. */
@Configuration(proxyBeanMethods = false)
class AdminConfiguration implements WebMvcConfigurer, HandlerInterceptor {

    private final byte[] key;

    AdminConfiguration(AdminProperties properties) {
        this.key = properties.key().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/api/admin/**");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        String shown = request.getHeader("X-Admin-Key");
        if (shown == null || !MessageDigest.isEqual(key, shown.getBytes(StandardCharsets.UTF_8))) {
            throw ProblemException.forbidden("operators-only", "This is for operators.");
        }
        return true;
    }
}
