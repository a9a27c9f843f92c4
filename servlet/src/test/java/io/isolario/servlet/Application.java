package io.isolario.servlet;

import io.isolario.core.Sandbox;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What a test puts behind the filter; each path does one thing, and tells whose sandbox it did it in. */
final class Application extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final long SOON_MILLIS = 50;

    final transient BlockingQueue<AsyncContext> suspended = new LinkedBlockingQueue<>();
    final transient BlockingQueue<CountDownLatch> held = new LinkedBlockingQueue<>();
    final transient BlockingQueue<Thread> threads = new LinkedBlockingQueue<>();

    static String owner() {
        return Sandbox.current().map(sandbox -> sandbox.owner().label()).orElse("nobody");
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        threads.add(Thread.currentThread());
        switch (String.valueOf(request.getPathInfo())) {
            case "/owner", "/sandbox" -> write(response, owner());
            case "/error" -> write(response, "error page of " + owner());
            case "/fails" -> throw new IllegalStateException("boom in " + owner());
            case "/forwards" -> request.getRequestDispatcher("/owner").forward(request, response);
            case "/suspends" -> suspended.add(request.startAsync());
            case "/held" -> hold(response);
            case "/held-and-suspends" -> {
                suspended.add(request.startAsync());
                hold(response);
            }
            case "/dispatches" -> dispatch(request, response);
            case "/times-out" -> timeOut(request.startAsync());
            case "/events" -> openEvents(request, response);
            case "/redirects" -> response.sendRedirect(request.getContextPath() + "/owner?from=redirect");
            case "/upload" -> upload(request, response);
            case "/reads" ->
                write(response, owner() + " sent " + request.getInputStream().readAllBytes().length);
            case "/cors" -> allowWhatIsAsked(request, response);
            case "/kept" -> {
                response.setHeader("Cache-Control", "max-age=3600");
                response.addHeader("Vary", "Accept");
                write(response, owner());
            }
            case "/path" -> write(response, path(request));
            default -> response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }

    private void openEvents(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/event-stream");
        response.getOutputStream().write(("data: " + owner() + "\n\n").getBytes(StandardCharsets.UTF_8));
        response.flushBuffer();
        AsyncContext stream = request.startAsync();
        stream.setTimeout(0);
        suspended.add(stream);
    }

    private static void upload(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        StringBuilder text = new StringBuilder(owner());
        for (Part part : request.getParts()) {
            text.append(' ').append(part.getName()).append('=').append(part.getSize());
        }
        write(response, text.toString());
    }

    private static void allowWhatIsAsked(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String asked = request.getHeader("Access-Control-Request-Headers");
        if (!asked.isEmpty()) {
            response.setHeader("Access-Control-Allow-Headers", asked);
        }
        write(response, "asked for " + asked);
    }

    private static String path(HttpServletRequest request) {
        return owner() + " " + request.getRequestURI() + " " + request.getServletPath() + " " + request.getPathInfo()
                + " " + request.getRequestURL().toString().replaceFirst("http://[^/]*", "") + " "
                + request.getQueryString();
    }

    private void hold(HttpServletResponse response) throws IOException {
        CountDownLatch released = new CountDownLatch(1);
        held.add(released);
        try {
            if (!released.await(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("nobody released this request");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        write(response, owner());
    }

    private void dispatch(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Object before = request.getAttribute("before");
        if (before == null) {
            request.setAttribute("before", owner());
            AsyncContext async = request.startAsync();
            new Thread(async::dispatch, "dispatcher").start();
        } else {
            write(response, before + " then " + owner());
        }
    }

    private static void timeOut(AsyncContext async) {
        async.setTimeout(SOON_MILLIS);
        async.addListener(new AsyncListener() {
            @Override
            public void onTimeout(AsyncEvent event) {
                try {
                    write((HttpServletResponse) async.getResponse(), "timed out");
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                async.complete();
            }

            @Override
            public void onComplete(AsyncEvent event) {}

            @Override
            public void onError(AsyncEvent event) {}

            @Override
            public void onStartAsync(AsyncEvent event) {}
        });
    }

    static void write(HttpServletResponse response, String text) throws IOException {
        response.setContentType("text/plain;charset=utf-8");
        response.getWriter().write(text);
    }
}
