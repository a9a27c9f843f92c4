package io.isolario.springboot.data;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.isolario.core.RefusalException;
import io.isolario.core.SandboxResource;
import io.isolario.jdbc.SandboxDataSource;
import io.isolario.springboot.support.StandIn;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.ConnectionPoolDataSource;
import javax.sql.DataSource;
import javax.sql.XADataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.aop.scope.ScopedObject;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;
import org.springframework.util.ClassUtils;

/**
 * Puts a {@link SandboxDataSource} above every DataSource bean, except above one that leads to another such bean already.
 *
 * <p>The targets of a routing DataSource are wrapped one by one, wherever it is: as a bean, or inside another DataSource (a lazy
 * one, or one for metrics). Above the router itself, a sandbox would keep to whichever database its first statement was routed to.
 */
final class DataSourceWrapping implements BeanPostProcessor, EnvironmentAware {

    private static final Logger LOG = LoggerFactory.getLogger(DataSourceWrapping.class);

    private static final List<String> POOLS = List.of(
            "com.zaxxer.hikari.",
            "org.apache.tomcat.jdbc.",
            "org.apache.commons.dbcp2.",
            "io.agroal.",
            "com.mchange.",
            "oracle.ucp.",
            "org.vibur.",
            "com.alibaba.druid.pool.",
            "org.postgresql.",
            "org.h2.",
            "org.mariadb.",
            "io.isolario.jdbc.",
            "org.springframework.jdbc.datasource.DriverManagerDataSource",
            "org.springframework.jdbc.datasource.SimpleDriverDataSource",
            "org.springframework.jdbc.datasource.SingleConnectionDataSource",
            "org.springframework.jdbc.datasource.embedded.");

    // Written once, before the first bean is made.
    private volatile Set<String> accepted = Set.of();

    private final ReentrantLock lock = new ReentrantLock();

    @GuardedBy("lock")
    private final List<SandboxDataSource> wrapped = new ArrayList<>();

    @GuardedBy("lock")
    private boolean handedOver;

    @Override
    public void setEnvironment(Environment environment) {
        accepted = Set.copyOf(Binder.get(environment)
                .bind("isolario.accept", Bindable.listOf(String.class))
                .orElse(List.of()));
    }

    /** Returns a resource for each DataSource wrapped so far; from now on there can be no more. */
    List<SandboxResource<?>> handOver() {
        lock.lock();
        try {
            handedOver = true;
            return wrapped.stream()
                    .<SandboxResource<?>>map(SandboxDataSource::resource)
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        if (bean instanceof ScopedObject) {
            return bean;
        }
        if (bean instanceof DataSource && accepted.contains(beanName)) {
            LOG.info(
                    "DataSource \"{}\" is left as it is, as isolario.accept names it: all sandboxes share its data.",
                    beanName);
            return bean;
        }
        if (bean instanceof DataSource dataSource) {
            return wrapUnlessWrapped(beanName, dataSource);
        }
        if (bean instanceof XADataSource) {
            throw distributed(beanName, bean);
        }
        return bean;
    }

    /**
     * Returns a DataSource of the same class that isolates sandboxes, or the same one if it leads to such DataSources already, or has
     * them inside now.
     */
    DataSource wrapUnlessWrapped(String name, DataSource dataSource) {
        if (dataSource instanceof AbstractRoutingDataSource router) {
            new RoutedTargets(this, name).wrap(router);
            return router;
        }
        if (!isPool(dataSource)) {
            NestedDataSources nested = NestedDataSources.of(dataSource);
            if (nested.routes() || nested.slots().stream().anyMatch(slot -> leadsToRouter(slot.dataSource()))) {
                wrapInside(name, dataSource, nested);
                return dataSource;
            }
        }
        if (leadsToSandbox(dataSource)) {
            return dataSource;
        }
        SandboxDataSource sandboxed = SandboxDataSource.wrap(name, dataSource);
        add(sandboxed);
        return (DataSource) StandIn.of(
                dataSource,
                new UndistributedDataSource(sandboxed),
                DataSource.class,
                XADataSource.class,
                ConnectionPoolDataSource.class);
    }

    /** Pools and drivers make connections themselves; a DataSource in one of their fields is their own business. */
    private static boolean isPool(DataSource dataSource) {
        String type = ClassUtils.getUserClass(dataSource).getName();
        return POOLS.stream().anyMatch(type::startsWith);
    }

    private static boolean leadsToRouter(DataSource dataSource) {
        if (dataSource instanceof AbstractRoutingDataSource) {
            return true;
        }
        if (isPool(dataSource)) {
            return false;
        }
        NestedDataSources nested = NestedDataSources.of(dataSource);
        return nested.routes() || nested.slots().stream().anyMatch(slot -> leadsToRouter(slot.dataSource()));
    }

    /** Above a router a sandbox would keep to whichever database its first statement is routed to. */
    private void wrapInside(String name, DataSource dataSource, NestedDataSources nested) {
        if (nested.slots().isEmpty()) {
            throw unknownTargets(name, dataSource);
        }
        IdentityHashMap<DataSource, DataSource> done = new IdentityHashMap<>();
        for (NestedDataSources.Slot slot : nested.slots()) {
            DataSource inside = slot.dataSource();
            DataSource isolated =
                    done.containsKey(inside) ? done.get(inside) : wrapUnlessWrapped(name + "." + slot.name(), inside);
            done.put(inside, isolated);
            if (isolated != inside) {
                replace(name, dataSource, slot, isolated);
            }
        }
    }

    private static void replace(String name, DataSource router, NestedDataSources.Slot slot, DataSource isolated) {
        try {
            slot.replace().accept(isolated);
        } catch (UnsupportedOperationException | IllegalArgumentException fixed) {
            RefusalException refusal = new RefusalException(
                    "DataSource \"" + name + "\" (" + router.getClass().getName()
                            + ") leads to several databases, and the one in " + slot.name()
                            + " cannot be replaced by one that isolates sandboxes (" + fixed
                            + "). Above the router, a sandbox would keep to the database of its first statement. Ways out: make"
                            + " that DataSource a bean of its own, extend AbstractRoutingDataSource, or set"
                            + " isolario.enabled=false for this context.");
            refusal.addSuppressed(fixed);
            throw refusal;
        }
    }

    private static RefusalException unknownTargets(String name, DataSource router) {
        return new RefusalException(
                "DataSource \"" + name + "\" (" + router.getClass().getName()
                        + ") chooses among DataSources that it does not have yet, so none of them can be isolated. Above it, a"
                        + " sandbox would keep to the database of its first statement. Ways out: give it its DataSources when the"
                        + " application starts, make each of them a bean, extend AbstractRoutingDataSource, or set"
                        + " isolario.enabled=false for this context.");
    }

    private void add(SandboxDataSource sandboxed) {
        lock.lock();
        try {
            if (handedOver) {
                throw new RefusalException(
                        "DataSource \"" + sandboxed.name() + "\" is created too late: the registry of"
                                + " the application exists, and no sandbox would have a part of this DataSource. Make it a"
                                + " singleton bean, so that it is there when the application starts.");
            }
            wrapped.add(sandboxed);
        } finally {
            lock.unlock();
        }
    }

    private static boolean leadsToSandbox(DataSource dataSource) {
        try {
            return dataSource.isWrapperFor(SandboxDataSource.class);
        } catch (SQLException notSupported) {
            return false;
        }
    }

    private static RefusalException distributed(String beanName, Object bean) {
        return new RefusalException(
                "Bean \"" + beanName + "\" (" + bean.getClass().getName()
                        + ") is an XADataSource: a sandbox cannot take part in distributed transactions, and its connections"
                        + " would reach the shared database from every sandbox. Give the tests a javax.sql.DataSource bean"
                        + " instead (by a profile, say), or set isolario.enabled=false for this context.");
    }
}
