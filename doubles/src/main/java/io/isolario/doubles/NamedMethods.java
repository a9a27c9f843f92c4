package io.isolario.doubles;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;

/** The methods of a type that have one name, those of objects and static ones. */
record NamedMethods(Class<?> type, String name, MethodsOfType ofObjects) {

    boolean include(Object receiver, Method method) {
        if (!method.getName().equals(name)) {
            return false;
        }
        return Modifier.isStatic(method.getModifiers())
                ? receiver == type
                : type.isInstance(receiver) && ofObjects.overriddenBy(method).isPresent();
    }

    @Override
    public String toString() {
        return type.getSimpleName() + "." + name;
    }
}
