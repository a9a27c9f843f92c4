package io.isolario.core;

/** A resource made of a name and a function. */
record OpenerResource<S extends ResourceSession>(String name, Class<S> sessionType, Opener<S> opener)
        implements SandboxResource<S> {

    @Override
    public S open(ManagedSandbox sandbox) throws Exception {
        return opener.open(sandbox);
    }

    @Override
    public String toString() {
        return name;
    }
}
