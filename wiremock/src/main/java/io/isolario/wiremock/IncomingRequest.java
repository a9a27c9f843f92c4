package io.isolario.wiremock;

import com.github.tomakehurst.wiremock.extension.requestfilter.RequestWrapper;
import com.github.tomakehurst.wiremock.http.Request;
import io.isolario.core.carrier.CarriedId;
import io.isolario.core.carrier.Carriers;
import java.util.List;
import java.util.Optional;

/**
 * A request as it came in, taken apart: which service it is for, whose it is, and what that service would have seen of it.
 *
 * @param service the first part of its path
 * @param carried what it carries; empty when it carries nothing
 * @param request what the service would have seen: no first part of the path, no carrier
 */
record IncomingRequest(String service, Optional<CarriedId> carried, Request request) {

    static IncomingRequest of(Request request, Carriers carriers) {
        return new IncomingRequest(
                serviceOf(request.getUrl()),
                carriers.extract(name -> values(request, name)),
                stripped(request, carriers.header()));
    }

    /** Returns method and URL as the service would have seen them. */
    String title() {
        return request.getMethod() + " " + request.getUrl();
    }

    private static List<String> values(Request request, String header) {
        return request.containsHeader(header) ? request.header(header).values() : List.of();
    }

    private static String serviceOf(String url) {
        int end = endOfService(url, 1);
        return url.isEmpty() ? "" : url.substring(1, end);
    }

    private static int endOfService(String url, int start) {
        int end = start;
        while (end < url.length() && url.charAt(end) != '/' && url.charAt(end) != '?') {
            end++;
        }
        return Math.min(end, url.length());
    }

    private static Request stripped(Request request, String carrierHeader) {
        RequestWrapper.Builder wrapper = RequestWrapper.create().transformAbsoluteUrl(IncomingRequest::withoutService);
        // Over HTTP/2 all names are in lower case, and the wrapper compares them as they are.
        for (String name : request.getAllHeaderKeys()) {
            CarrierTraces.remove(name, request.header(name).values(), carrierHeader, wrapper);
        }
        return wrapper.removeCookie(CarrierTraces.MEMBER).wrap(request);
    }

    private static String withoutService(String absoluteUrl) {
        int path = absoluteUrl.indexOf('/', absoluteUrl.indexOf("://") + 3);
        if (path < 0) {
            return absoluteUrl;
        }
        String rest = absoluteUrl.substring(endOfService(absoluteUrl, path + 1));
        return absoluteUrl.substring(0, path) + (rest.startsWith("/") ? "" : "/") + rest;
    }
}
