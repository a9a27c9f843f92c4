package io.isolario.doubles;

import java.util.ArrayList;
import java.util.List;

/** Parts of an application that knows nothing of tests. */
final class Shop {

    private Shop() {}

    interface Mailer {
        String send(String to);

        default String welcome(String to) {
            return "welcome " + send(to);
        }
    }

    static final class SmtpMailer implements Mailer {
        @Override
        public String send(String to) {
            return "smtp " + to;
        }
    }

    /** Final, with final and package-private methods, primitives and void. */
    static final class Payments {
        private long charged;

        int charge(int cents) {
            charged += cents;
            return cents;
        }

        final double rate(long amount, double factor) {
            return amount * factor;
        }

        void refund(String reason) throws java.io.IOException {
            if (reason.isEmpty()) {
                throw new java.io.IOException("no reason");
            }
            charged--;
        }

        long charged() {
            return charged;
        }

        static String provider() {
            return "bank";
        }
    }

    /** Overrides with a narrower type, so that the compiler makes a bridge. */
    interface Repository<T> {
        T save(T entity);
    }

    static class Orders implements Repository<String> {
        @Override
        public String save(String entity) {
            return "stored " + entity;
        }
    }

    static final class LoudOrders extends Orders {
        @Override
        public String save(String entity) {
            return super.save(entity) + "!";
        }
    }

    static class Counter {
        private final List<String> names = new ArrayList<>();

        int count(String name) {
            names.add(name);
            return names.size();
        }

        int countTwice(String name) {
            count(name);
            return count(name);
        }

        @Override
        public String toString() {
            return "counter of " + names;
        }
    }
}
