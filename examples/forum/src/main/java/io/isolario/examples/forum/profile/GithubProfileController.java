package io.isolario.examples.forum.profile;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/profiles/github")
class GithubProfileController {

    private final GithubClient github;

    GithubProfileController(GithubClient github) {
        this.github = github;
    }

    @GetMapping("/{name}")
    GithubProfile profile(@PathVariable String name) {
        return github.profile(name);
    }
}
