package io.isolario.springboot.data;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;

/** Wraps what a routing DataSource routes to, each target once. Confined to one thread. */
final class RoutedTargets {

    private final DataSourceWrapping wrapping;
    private final String routerName;
    private final IdentityHashMap<DataSource, DataSource> wrapped = new IdentityHashMap<>();

    RoutedTargets(DataSourceWrapping wrapping, String routerName) {
        this.wrapping = wrapping;
        this.routerName = routerName;
    }

    void wrap(AbstractRoutingDataSource router) {
        Map<Object, Object> targets = new HashMap<>();
        router.getResolvedDataSources().forEach((key, target) -> targets.put(key, wrapped(key, target)));
        DataSource fallback = router.getResolvedDefaultDataSource();
        if (fallback != null) {
            router.setDefaultTargetDataSource(wrapped("default", fallback));
        }
        router.setTargetDataSources(targets);
        router.afterPropertiesSet();
    }

    private DataSource wrapped(Object key, DataSource target) {
        return wrapped.computeIfAbsent(
                target, unwrapped -> wrapping.wrapUnlessWrapped(routerName + "[" + key + "]", unwrapped));
    }
}
