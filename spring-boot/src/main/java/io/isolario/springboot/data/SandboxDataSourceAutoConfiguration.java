package io.isolario.springboot.data;

import io.isolario.jdbc.SandboxDataSource;
import io.isolario.springboot.SandboxRegistryAutoConfiguration;
import io.isolario.springboot.support.ResourceSource;
import javax.sql.DataSource;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.datasource.AbstractDataSource;

/** Wraps the DataSources of the application, and brings them to its registry. */
@AutoConfiguration
@ConditionalOnProperty(SandboxRegistryAutoConfiguration.ENABLED)
@ConditionalOnClass({SandboxDataSource.class, AbstractDataSource.class})
public class SandboxDataSourceAutoConfiguration {

    @Bean
    static DataSourceWrapping isolarioDataSourceWrapping() {
        return new DataSourceWrapping();
    }

    @Bean
    ResourceSource isolarioDataSources(DataSourceWrapping wrapping, ListableBeanFactory beans) {
        return () -> {
            // Creates those that nobody has asked for so far, since none can join the registry later.
            beans.getBeansOfType(DataSource.class, false, true);
            return wrapping.handOver();
        };
    }
}
