package io.isolario.examples.forum.web;

import java.util.List;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** The paths that the front end gives its pages; whoever opens one gets the one page that shows them all. */
@Configuration(proxyBeanMethods = false)
class FrontEndConfiguration implements WebMvcConfigurer {

    private static final List<String> PAGES =
            List.of("/register", "/activate", "/login", "/rooms", "/rooms/{room}", "/profiles", "/account");

    @Override
    public void addViewControllers(ViewControllerRegistry registry) {
        PAGES.forEach(page -> registry.addViewController(page).setViewName("forward:/index.html"));
    }
}
