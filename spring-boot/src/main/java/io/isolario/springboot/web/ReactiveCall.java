package io.isolario.springboot.web;

import io.isolario.http.ApiRequest;
import io.isolario.http.Sender;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** A request of a reactive server as the endpoint sees it, with the body that was read for it. */
final class ReactiveCall implements ApiRequest {

    private static final List<String> FORWARDING = List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host");

    private final ServerHttpRequest request;
    private final byte[] content;

    ReactiveCall(ServerHttpRequest request, byte[] content) {
        this.request = request;
        this.content = content;
    }

    @Override
    public String method() {
        return request.getMethod().name();
    }

    @Override
    public String contextPath() {
        return request.getPath().contextPath().value();
    }

    @Override
    public String path() {
        return request.getPath().pathWithinApplication().value();
    }

    @Override
    public Map<String, String> parameters() {
        return request.getQueryParams().toSingleValueMap();
    }

    /** By a method that Spring 6 and 7 have alike: the headers are a map in the one, and none in the other. */
    @Override
    public List<String> values(String name) {
        List<String> values = new ArrayList<>();
        request.getHeaders().forEach((each, ofHeader) -> {
            if (each.equalsIgnoreCase(name)) {
                values.addAll(ofHeader);
            }
        });
        return values;
    }

    @Override
    public String remoteAddress() {
        return address(request.getRemoteAddress());
    }

    @Override
    public String localAddress() {
        return address(request.getLocalAddress());
    }

    @Override
    public Sender received() {
        return NativeRequests.senderOf(request).orElseGet(this::unforwarded);
    }

    /** A server that we do not know may take both addresses from forwarding headers: whoever sends some may be anybody. */
    private Sender unforwarded() {
        boolean forwarded = FORWARDING.stream().anyMatch(name -> !values(name).isEmpty());
        return forwarded ? new Sender("", "", this) : new Sender(remoteAddress(), localAddress(), this);
    }

    static String address(@Nullable SocketAddress address) {
        return Optional.ofNullable(address)
                .filter(InetSocketAddress.class::isInstance)
                .map(InetSocketAddress.class::cast)
                // What comes from a header is not resolved.
                .map(each -> each.isUnresolved()
                        ? each.getHostString()
                        : each.getAddress().getHostAddress())
                .orElse("");
    }

    @Override
    public byte[] body(int maxBytes) {
        return Arrays.copyOf(content, Math.min(content.length, maxBytes + 1));
    }
}
