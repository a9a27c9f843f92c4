package io.isolario.springboot;

import io.isolario.core.SandboxResource;
import java.util.List;

/** A bean that brings resources to the registry of the application; asked once, when the registry is built. */
@FunctionalInterface
interface ResourceSource {

    List<SandboxResource<?>> resources();
}
