package io.isolario.springboot.data;

import io.isolario.core.ManagedSandbox;
import io.isolario.core.RefusalException;
import io.isolario.core.ResourceSession;
import io.isolario.core.SandboxResource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.util.ClassUtils;

/**
 * Refuses sandboxes in an application with a data store that they do not isolate: what one test writes there, all others would see,
 * and nothing would undo it. Confined to the thread that builds the registry.
 */
final class UnisolatedStores {

    /** By what an application reaches them. Of several beans for one store each is named. */
    private static final Map<String, String> STORES = Map.ofEntries(
            Map.entry("io.r2dbc.spi.ConnectionFactory", "R2DBC"),
            Map.entry("com.mongodb.client.MongoClient", "MongoDB"),
            Map.entry("com.mongodb.reactivestreams.client.MongoClient", "MongoDB"),
            Map.entry("org.springframework.data.redis.connection.RedisConnectionFactory", "Redis"),
            Map.entry("org.springframework.data.redis.connection.ReactiveRedisConnectionFactory", "Redis"),
            Map.entry("org.redisson.api.RedissonClient", "Redis"),
            Map.entry("redis.clients.jedis.UnifiedJedis", "Redis"),
            Map.entry("co.elastic.clients.transport.ElasticsearchTransport", "Elasticsearch"),
            Map.entry("org.elasticsearch.client.RestClient", "Elasticsearch"),
            Map.entry("org.opensearch.client.transport.OpenSearchTransport", "OpenSearch"),
            Map.entry("com.datastax.oss.driver.api.core.CqlSession", "Cassandra"),
            Map.entry("org.neo4j.driver.Driver", "Neo4j"),
            Map.entry("com.couchbase.client.java.Cluster", "Couchbase"),
            Map.entry("com.hazelcast.core.HazelcastInstance", "Hazelcast"),
            Map.entry("org.springframework.ldap.core.ContextSource", "LDAP"),
            Map.entry("software.amazon.awssdk.services.dynamodb.DynamoDbClient", "DynamoDB"),
            Map.entry("software.amazon.awssdk.services.s3.S3Client", "S3"),
            Map.entry("org.apache.solr.client.solrj.SolrClient", "Solr"),
            Map.entry("com.influxdb.client.InfluxDBClient", "InfluxDB"));

    private final Map<String, String> storesByBean = new LinkedHashMap<>();

    private UnisolatedStores() {}

    /** Looks for beans, without making one. */
    static UnisolatedStores of(ListableBeanFactory beans, Set<String> accepted) {
        UnisolatedStores found = new UnisolatedStores();
        ClassLoader loader = UnisolatedStores.class.getClassLoader();
        STORES.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(store -> {
            if (ClassUtils.isPresent(store.getKey(), loader)) {
                Class<?> type = ClassUtils.resolveClassName(store.getKey(), loader);
                for (String bean : beans.getBeanNamesForType(type, true, false)) {
                    if (!accepted.contains(bean)) {
                        found.storesByBean.put(bean, store.getValue());
                    }
                }
            }
        });
        return found;
    }

    /** Returns a resource that lets no sandbox be opened; none if there is no such store. */
    List<SandboxResource<?>> resources() {
        return storesByBean.isEmpty()
                ? List.of()
                : List.of(SandboxResource.named("data stores", ResourceSession.class, this::refuse));
    }

    private ResourceSession refuse(ManagedSandbox sandbox) {
        List<String> stores = new ArrayList<>();
        storesByBean.forEach((bean, store) -> stores.add("\"" + bean + "\" (" + store + ")"));
        throw new RefusalException("Sandbox " + sandbox + " was not opened, because of the bean"
                + (stores.size() > 1 ? "s " : " ") + String.join(", ", stores)
                + ": sandboxes isolate what is reached by JDBC. What one test writes there all others would see, and nothing would"
                + " undo it. Ways out: isolario.accept=" + String.join(",", storesByBean.keySet())
                + " if the tests keep out of each other's way there by themselves, or if each sandbox has a bean of its own"
                + " (@SandboxScoped, sandbox.replace); or leave the bean out of the tests' configuration.");
    }
}
