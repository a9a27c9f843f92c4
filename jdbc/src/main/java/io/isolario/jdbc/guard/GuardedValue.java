package io.isolario.jdbc.guard;

import io.isolario.jdbc.sql.SqlCommand;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.io.Writer;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.lang.reflect.UndeclaredThrowableException;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.NClob;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Wrapper;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A value that a driver has made and that may go on talking to the database: an array, a large object, meta data of a result.
 *
 * <p>What its methods do passes the chain of the connection it comes from, and what they return leads back there. So nobody gets the
 * physical connection by it, nor uses it when the sandbox has ended. As thread-safe as what it wraps.
 */
final class GuardedValue implements InvocationHandler {

    private static final List<Class<?>> GUARDED =
            List.of(Array.class, NClob.class, Clob.class, Blob.class, ResultSetMetaData.class);

    /**
     * Methods of arrays and meta data that a driver answers by a statement; it answers the others by what it has. They are called for
     * each row and column, often after the connection was closed.
     */
    private static final Set<String> ASKING = Set.of(
            "getResultSet",
            "getObject",
            "isAutoIncrement",
            "isNullable",
            "getTableName",
            "getSchemaName",
            "getCatalogName");

    private static final String FREE = "free";

    private final Object delegate;
    private final String type;
    private final GuardedConnection connection;

    private GuardedValue(Object delegate, Class<?> type, GuardedConnection connection) {
        this.delegate = delegate;
        this.type = type.getSimpleName();
        this.connection = connection;
    }

    /** Returns what leads back to the connection instead of a value of the driver's; most values are returned as they are. */
    static @Nullable Object guarded(@Nullable Object value, GuardedConnection connection) throws SQLException {
        if (value instanceof ResultSet rows) {
            return resultSet(rows, connection);
        }
        for (Class<?> type : GUARDED) {
            if (type.isInstance(value)) {
                return proxy(type, value, connection);
            }
        }
        return value;
    }

    /** Like {@link #guarded}, for a value whose type is known. */
    static <T> @Nullable T guarded(Class<T> type, @Nullable T value, GuardedConnection connection) throws SQLException {
        Object guarded = guarded(value, connection);
        return type.isInstance(guarded) ? type.cast(guarded) : value;
    }

    /** Guards rows that were not had by a statement of the application. */
    static GuardedResultSet resultSet(ResultSet rows, GuardedConnection connection) throws SQLException {
        var statement = rows.getStatement();
        return new GuardedResultSet(
                rows,
                statement == null ? null : new GuardedStatement(statement, connection),
                connection,
                0,
                FetchGuard.NONE);
    }

    /** Returns the driver's value for one that it is given back: it may look for its own class. */
    @SuppressWarnings("unchecked") // A guarded value has the JDBC type of the driver's.
    static <T> T unguarded(T value) {
        return value != null
                        && Proxy.isProxyClass(value.getClass())
                        && Proxy.getInvocationHandler(value) instanceof GuardedValue guarded
                ? (T) guarded.delegate
                : value;
    }

    private static Object proxy(Class<?> type, Object value, GuardedConnection connection) {
        return Proxy.newProxyInstance(
                GuardedValue.class.getClassLoader(), new Class<?>[] {type}, new GuardedValue(value, type, connection));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        String name = method.getName();
        if (method.getDeclaringClass() == Object.class) {
            return ofObject(proxy, method, arguments);
        }
        if (method.getDeclaringClass() == Wrapper.class && arguments != null) {
            return ofWrapper(name, proxy, (Class<?>) java.util.Objects.requireNonNull(arguments[0]));
        }
        return asksDatabase(name)
                ? guarded(
                        connection.<@Nullable Object>run(
                                SqlCommand.driver(type + "." + name + "()"), () -> call(method, arguments)),
                        method)
                : call(method, arguments);
    }

    private boolean asksDatabase(String name) {
        boolean holdsItsContent = delegate instanceof Array || delegate instanceof ResultSetMetaData;
        return holdsItsContent ? ASKING.contains(name) : !name.equals(FREE);
    }

    private @Nullable Object guarded(@Nullable Object result, Method method) throws SQLException {
        if (result instanceof InputStream in) {
            return new GuardedStreams.Input(in, connection);
        }
        if (result instanceof OutputStream out) {
            return new GuardedStreams.Output(out, connection);
        }
        if (result instanceof Reader in) {
            return new GuardedStreams.CharacterInput(in, connection);
        }
        if (result instanceof Writer out) {
            return new GuardedStreams.CharacterOutput(out, connection);
        }
        return method.getReturnType().isPrimitive() ? result : guarded(result, connection);
    }

    private @Nullable Object call(Method method, @Nullable Object @Nullable [] arguments) throws SQLException {
        try {
            return method.invoke(delegate, unguardedAll(arguments));
        } catch (InvocationTargetException failure) {
            Throwable cause = failure.getCause();
            if (cause instanceof SQLException refused) {
                throw refused;
            }
            if (cause instanceof RuntimeException || cause instanceof Error) {
                throw sneaky(cause);
            }
            throw new UndeclaredThrowableException(cause);
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static RuntimeException sneaky(Throwable unchecked) {
        if (unchecked instanceof Error error) {
            throw error;
        }
        return (RuntimeException) unchecked;
    }

    private static @Nullable Object @Nullable [] unguardedAll(@Nullable Object @Nullable [] arguments) {
        if (arguments == null) {
            return null;
        }
        @Nullable Object[] own = new Object[arguments.length];
        for (int i = 0; i < arguments.length; i++) {
            Object argument = arguments[i];
            own[i] = argument == null ? null : unguarded(argument);
        }
        return own;
    }

    private @Nullable Object ofObject(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws SQLException {
        return switch (method.getName()) {
            case "equals" -> isSame(proxy, arguments == null ? null : arguments[0]);
            default -> call(method, arguments);
        };
    }

    private boolean isSame(Object proxy, @Nullable Object other) {
        return other != null && (proxy == other || delegate.equals(unguarded(other)));
    }

    private Object ofWrapper(String name, Object proxy, Class<?> iface) throws SQLException {
        boolean own = iface.isInstance(proxy);
        if (name.equals("isWrapperFor")) {
            return own || connection.unwraps((Wrapper) delegate, iface);
        }
        return own ? proxy : connection.unwrapped((Wrapper) delegate, iface);
    }
}
