package io.isolario.agent.weave;

import org.jspecify.annotations.Nullable;

/**
 * What is put into one method of one class.
 *
 * @param className internal name of the class
 * @param methodName name of the method; null for every method of the class
 * @param descriptor what that of the method starts with; null for every method of that name
 * @param entry what runs first
 * @param normalExit what runs before each return, with the returned value on the stack
 * @param failure what runs when an exception leaves the method
 * @param call a call inside the method with what surrounds it
 */
record Splice(
        String className,
        @Nullable String methodName,
        @Nullable String descriptor,
        @Nullable Code entry,
        @Nullable Code normalExit,
        @Nullable Code failure,
        @Nullable Call call) {

    /**
     * A call in the code.
     *
     * @param owner internal name of the class it names; null for any
     * @param name of the method called
     * @param before with the arguments of the call on the stack
     * @param after with the result of the call on the stack
     */
    record Call(@Nullable String owner, String name, @Nullable Code before, @Nullable Code after) {

        boolean isTo(String calledOwner, String calledName) {
            return name.equals(calledName) && (owner == null || owner.equals(calledOwner));
        }
    }

    static Splice of(String className, @Nullable String methodName) {
        return new Splice(className, methodName, null, null, null, null, null);
    }

    Splice withDescriptor(String value) {
        return new Splice(className, methodName, value, entry, normalExit, failure, call);
    }

    Splice atEntry(Code code) {
        return new Splice(className, methodName, descriptor, code, normalExit, failure, call);
    }

    Splice atExit(Code code) {
        return new Splice(className, methodName, descriptor, entry, code, failure, call);
    }

    Splice onFailure(Code code) {
        return new Splice(className, methodName, descriptor, entry, normalExit, code, call);
    }

    Splice around(@Nullable String owner, String name, @Nullable Code before, @Nullable Code after) {
        return new Splice(
                className, methodName, descriptor, entry, normalExit, failure, new Call(owner, name, before, after));
    }

    boolean appliesTo(String method, String ofDescriptor) {
        return (methodName == null ? !method.startsWith("<") : methodName.equals(method))
                && (descriptor == null || ofDescriptor.startsWith(descriptor));
    }

    @Override
    public String toString() {
        return className.replace('/', '.') + "." + (methodName == null ? "*" : methodName)
                + (descriptor == null ? "" : descriptor)
                + (call == null ? "" : " calling " + call.name());
    }
}
