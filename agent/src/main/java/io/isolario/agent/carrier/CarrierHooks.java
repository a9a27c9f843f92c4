package io.isolario.agent.carrier;

import io.isolario.agent.hook.point.CarrierPoints;
import io.isolario.agent.hook.point.HookRegistry;

/** The hooks of all clients and servers. */
public final class CarrierHooks {

    private CarrierHooks() {}

    /**
     * Makes and registers the hooks. {@link io.isolario.core.carrier.CarrierHosts} decides which hosts may receive a carrier; the
     * system property {@code isolario.header} sets another header than the default.
     */
    public static void registerIn(HookRegistry registry) {
        CarrierPolicy policy = CarrierPolicy.configured();
        String wayOut = "Set the header " + policy.header() + " to the id of the sandbox yourself.";
        new JdkClientHooks(policy).registerIn(registry);
        new UrlConnectionHooks(policy).registerIn(registry, wayOut);
        new OkHttpHooks(policy).registerIn(registry, wayOut);
        new ApacheHooks(policy).registerIn(registry, wayOut);
        new ReactorNettyHooks(policy).registerIn(registry, wayOut);
        SocketHooks.registerIn(registry);
        registerHttpServer(registry, policy);
    }

    /** A JVM may have been started without the server's module, whose classes must not be linked then. */
    private static void registerHttpServer(HookRegistry registry, CarrierPolicy policy) {
        if (ModuleLayer.boot().findModule("jdk.httpserver").isPresent()) {
            new HttpServerHooks(policy.carriers()).registerIn(registry);
        } else {
            registry.register(CarrierPoints.HTTP_SERVER, (exchange, chain) -> chain);
        }
    }
}
