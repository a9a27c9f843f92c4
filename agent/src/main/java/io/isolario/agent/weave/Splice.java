package io.isolario.agent.weave;

import org.jspecify.annotations.Nullable;

/**
 * Code to insert into a method of a class.
 *
 * @param className internal name of the class
 * @param methodName name of the method; null for each method of the class
 * @param descriptor prefix of the descriptor of the method; null for any
 * @param entry runs first
 * @param normalExit runs before each return, with the returned value on the stack
 * @param failure runs when an exception leaves the method
 * @param call a call in the method, with the code around it
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
     * A call in the method.
     *
     * @param owner internal name of the class that the call names; null for any
     * @param name name of the called method
     * @param before runs before it, with its arguments on the stack
     * @param after runs after it, with its result on the stack
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
