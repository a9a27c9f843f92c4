package io.isolario.springboot.support;

import io.isolario.core.SandboxResource;
import java.util.List;

/** A bean that brings resources to the registry of the application; asked once, when the registry is built. */
@FunctionalInterface
public interface ResourceSource {

    List<SandboxResource<?>> resources();
}
