package io.isolario.examples.forum.profile;

import io.isolario.examples.forum.problem.ProblemException;
import java.net.SocketTimeoutException;
import java.net.http.HttpTimeoutException;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

@Component
class GithubClient {

    private final RestClient http;

    GithubClient(RestClient.Builder builder, GithubProperties properties) {
        HttpClientSettings settings =
                HttpClientSettings.defaults().withTimeouts(properties.connectTimeout(), properties.readTimeout());
        this.http = builder.baseUrl(properties.baseUrl())
                .requestFactory(ClientHttpRequestFactoryBuilder.detect().build(settings))
                .build();
    }

    GithubProfile profile(String name) {
        try {
            return http.get()
                    .uri("/users/{name}", name)
                    .accept(MediaType.APPLICATION_JSON)
                    .retrieve()
                    .requiredBody(GithubProfile.class);
        } catch (HttpClientErrorException.NotFound unknown) {
            throw ProblemException.notFound("github-user-unknown", "GitHub knows no \"" + name + "\".");
        } catch (ResourceAccessException unreachable) {
            throw isTimeout(unreachable.getCause()) ? tooSlow() : badAnswer();
        } catch (RestClientException | IllegalStateException failed) {
            throw badAnswer();
        }
    }

    private static boolean isTimeout(Throwable cause) {
        return cause instanceof HttpTimeoutException || cause instanceof SocketTimeoutException;
    }

    private static ProblemException tooSlow() {
        return new ProblemException(HttpStatus.GATEWAY_TIMEOUT, "github-too-slow", "GitHub did not answer in time.");
    }

    private static ProblemException badAnswer() {
        return new ProblemException(HttpStatus.BAD_GATEWAY, "github-unavailable", "GitHub gave no usable answer.");
    }
}
