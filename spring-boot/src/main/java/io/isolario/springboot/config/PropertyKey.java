package io.isolario.springboot.config;

import java.util.Locale;

/**
 * The name of a property as Spring Boot compares names: neither case nor dashes nor underscores count.
 *
 * @param uniform what is compared
 */
record PropertyKey(String uniform) {

    static PropertyKey of(String name) {
        return new PropertyKey(name.toLowerCase(Locale.ROOT).replace("-", "").replace("_", ""));
    }

    /** Returns the first part of this name below a prefix, "edit" of "forum.edit.window"; empty when it is not below it. */
    String partBelow(PropertyKey prefix) {
        String start = prefix.uniform + ".";
        if (!uniform.startsWith(start)) {
            return "";
        }
        return uniform.substring(start.length()).split("[.\\[]", 2)[0];
    }
}
