package io.isolario.springboot.data;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.isolario.core.RefusalException;
import io.isolario.core.SandboxResource;
import io.isolario.jdbc.SandboxDataSource;
import io.isolario.springboot.support.StandIn;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.ConnectionPoolDataSource;
import javax.sql.DataSource;
import javax.sql.XADataSource;
import org.springframework.aop.scope.ScopedObject;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;

/**
 * Puts a {@link SandboxDataSource} above every DataSource bean, except above one that leads to another such bean already.
 *
 * <p>The targets of a routing DataSource are wrapped one by one: above the router itself, a sandbox would keep to whichever
 * database its first statement was routed to.
 */
final class DataSourceWrapping implements BeanPostProcessor {

    private final ReentrantLock lock = new ReentrantLock();

    @GuardedBy("lock")
    private final List<SandboxDataSource> wrapped = new ArrayList<>();

    @GuardedBy("lock")
    private boolean handedOver;

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
        if (bean instanceof AbstractRoutingDataSource router) {
            new RoutedTargets(this, beanName).wrap(router);
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

    /** Returns a DataSource of the same class that isolates sandboxes, or the same one if it leads to such a DataSource already. */
    DataSource wrapUnlessWrapped(String name, DataSource dataSource) {
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
