-- What a template has beyond the baseline: everything in schema isolario, and a trigger or two on each table. Lanes inherit it.

CREATE SCHEMA isolario;
GRANT USAGE ON SCHEMA isolario TO public;

-- Appended to by triggers. No index: a unique one would make concurrent transactions wait for each other.
CREATE UNLOGGED TABLE isolario.mark (unit int4 NOT NULL, only_added bool NOT NULL);
-- Why the lane cannot be restored; empty when it can.
CREATE UNLOGGED TABLE isolario.spoil (reason text NOT NULL);

-- What is restored as one: a table, a partitioned table with its partitions, or a tree of inheritance.
CREATE TABLE isolario.unit (id int4 PRIMARY KEY, name text NOT NULL, way text NOT NULL, root oid NOT NULL, tree bool NOT NULL);
CREATE TABLE isolario.member (member oid PRIMARY KEY, unit int4 NOT NULL);
CREATE TABLE isolario.sequence (
    sequence oid PRIMARY KEY, base int8 NOT NULL, called bool NOT NULL, rewound bool NOT NULL, increment int8 NOT NULL, bound int8 NOT NULL,
    kept int8 NOT NULL DEFAULT 0, range_end int8 NOT NULL DEFAULT 0, arranging_from int8);
-- How the lane was when it was made. Unlogged, as the marks are: when a crash has emptied those, this row is gone too.
CREATE UNLOGGED TABLE isolario.state (
    environment text NOT NULL, large_objects numeric NOT NULL, catalogue numeric NOT NULL, materialized numeric NOT NULL,
    postmaster_start timestamptz NOT NULL);
CREATE TABLE isolario.setting (upkeep text NOT NULL);
CREATE TABLE isolario.pristine (member oid PRIMARY KEY, name text NOT NULL, columns text NOT NULL);
CREATE TABLE isolario.pristine_catalogue (entry text NOT NULL);
CREATE TABLE isolario.pristine_hash (catalogue numeric NOT NULL);

-- The triggers ask themselves who fires them: a condition of the trigger would be parsed and planned for each statement.
CREATE FUNCTION isolario.mark() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
    IF pg_catalog.current_setting('isolario.keeper', true) IS NULL THEN
        INSERT INTO isolario.mark VALUES (TG_ARGV[0]::pg_catalog.int4, false);
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION isolario.spoil_by_definition() RETURNS event_trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
    INSERT INTO isolario.spoil
    SELECT pg_catalog.concat_ws(' ', c.command_tag, c.object_identity)
    FROM pg_catalog.pg_event_trigger_ddl_commands() c
    WHERE c.schema_name IS DISTINCT FROM 'pg_temp' AND c.command_tag NOT IN ('REINDEX');
END $$;

CREATE FUNCTION isolario.spoil_by_drop() RETURNS event_trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
    INSERT INTO isolario.spoil
    SELECT pg_catalog.concat_ws(' ', TG_TAG, d.object_identity)
    FROM pg_catalog.pg_event_trigger_dropped_objects() d
    WHERE d.original AND NOT d.is_temporary;
END $$;

-- Everything that clones of a database do not share but triggers do not see. A view, since a function would be planned in each restore.
CREATE VIEW isolario.surroundings AS
SELECT pg_catalog.concat_ws(' ',
        (SELECT pg_catalog.string_agg(s.setrole::text || s.setconfig::text, ' ' ORDER BY s.setrole)
         FROM pg_catalog.pg_db_role_setting s WHERE s.setdatabase = d.oid),
        d.datacl::text, d.datallowconn::text, d.datconnlimit::text) AS environment,
    (SELECT coalesce(sum(pg_catalog.hashtextextended(
        pg_catalog.concat_ws(' ', o.oid::text, o.lomacl::text, pg_catalog.encode(pg_catalog.lo_get(o.oid), 'hex')), 0)), 0)
     FROM pg_catalog.pg_largeobject_metadata o) AS large_objects
FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database();

-- Each with the column that tells what an entry is about.
CREATE FUNCTION isolario.catalogues() RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
    SELECT ARRAY[
        ['pg_class', 'oid'], ['pg_attribute', 'attrelid'], ['pg_attrdef', 'oid'], ['pg_constraint', 'oid'], ['pg_index', 'indexrelid'],
        ['pg_trigger', 'oid'], ['pg_proc', 'oid'], ['pg_type', 'oid'], ['pg_enum', 'oid'], ['pg_range', 'rngtypid'],
        ['pg_sequence', 'seqrelid'], ['pg_policy', 'oid'], ['pg_rewrite', 'oid'], ['pg_inherits', 'inhrelid'],
        ['pg_partitioned_table', 'partrelid'], ['pg_description', 'objoid'], ['pg_default_acl', 'oid'], ['pg_extension', 'oid'],
        ['pg_event_trigger', 'oid'], ['pg_statistic_ext', 'oid'], ['pg_publication', 'oid'], ['pg_publication_rel', 'oid'],
        ['pg_foreign_table', 'ftrelid'], ['pg_foreign_server', 'oid'], ['pg_foreign_data_wrapper', 'oid'], ['pg_user_mapping', 'oid'],
        ['pg_cast', 'oid'], ['pg_operator', 'oid'], ['pg_opclass', 'oid'], ['pg_opfamily', 'oid'], ['pg_aggregate', 'aggfnoid'],
        ['pg_collation', 'oid'], ['pg_conversion', 'oid'], ['pg_seclabel', 'objoid'], ['pg_ts_config', 'oid'], ['pg_ts_dict', 'oid']]
$$;

-- Columns that tell only where the data lies and how much there is.
CREATE FUNCTION isolario.storage_columns() RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
    SELECT '{relfilenode,relpages,reltuples,relallvisible,relallfrozen,relfrozenxid,relminmxid}'::text[]
$$;

-- The catalogue as text, without those. What PostgreSQL came with is left out: nobody but the event triggers looks at that.
CREATE FUNCTION isolario.catalogue() RETURNS SETOF text LANGUAGE plpgsql STABLE AS $$
DECLARE
    part text[];
BEGIN
    FOREACH part SLICE 1 IN ARRAY isolario.catalogues()
    LOOP
        -- User mappings are for superusers to read, and for them to write.
        CONTINUE WHEN NOT has_table_privilege('pg_catalog.' || part[1], 'SELECT');
        RETURN QUERY EXECUTE format(
            'SELECT %1$L || '' '' || (to_jsonb(c) - isolario.storage_columns())::text FROM pg_catalog.%1$I c WHERE %2$I::oid >= 16384', part[1], part[2]);
    END LOOP;
    RETURN QUERY SELECT 'pg_namespace ' || to_jsonb(n)::text FROM pg_namespace n WHERE nspname !~ '^pg_(toast_)?temp_';
END $$;

-- The same as one number, for some tenth of the time.
CREATE FUNCTION isolario.catalogue_hash() RETURNS numeric LANGUAGE plpgsql STABLE AS $$
DECLARE
    part text[];
    one numeric;
    hash numeric := 0;
BEGIN
    FOREACH part SLICE 1 IN ARRAY isolario.catalogues()
    LOOP
        CONTINUE WHEN NOT has_table_privilege('pg_catalog.' || part[1], 'SELECT');
        EXECUTE format('SELECT count(*) + coalesce(sum(hashtextextended(ROW(%3$s)::text, 0)), 0) FROM pg_catalog.%1$I WHERE %2$I::oid >= 16384',
            part[1], part[2], (SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute
                WHERE attrelid = ('pg_catalog.' || part[1])::regclass AND attnum > 0 AND NOT attisdropped AND attname <> ALL (isolario.storage_columns())))
            INTO one;
        hash := hash + one;
    END LOOP;
    SELECT hash + sum(hashtextextended(n::text, 0)) INTO hash FROM pg_namespace n WHERE nspname !~ '^pg_(toast_)?temp_';
    RETURN hash;
END $$;

-- Who may not create event triggers looks here whether anything was defined: every entry that is written gets the transaction's number.
-- TRUNCATE writes too; then the catalogue itself has to be compared.
CREATE FUNCTION isolario.catalogue_print() RETURNS numeric LANGUAGE plpgsql STABLE AS $$
DECLARE
    part text[];
    one numeric;
    print numeric := 0;
BEGIN
    IF (SELECT upkeep FROM isolario.setting) <> 'BY_CATALOGUE' THEN
        RETURN 0;
    END IF;
    FOREACH part SLICE 1 IN ARRAY isolario.catalogues() || ARRAY[['pg_namespace', 'oid']]
    LOOP
        CONTINUE WHEN NOT has_table_privilege('pg_catalog.' || part[1], 'SELECT');
        EXECUTE format('SELECT coalesce(sum(hashint8extended(xmin::text::int8, %2$I::oid::int8)), 0) + count(*) FROM pg_catalog.%1$I'
            ' WHERE %2$I::oid >= 16384', part[1], part[2]) INTO one;
        print := print + one;
    END LOOP;
    RETURN print;
END $$;

-- REFRESH CONCURRENTLY leaves no trace in the catalogue; where an event trigger tells of it, nobody looks here.
CREATE FUNCTION isolario.materialized() RETURNS numeric LANGUAGE plpgsql STABLE AS $$
DECLARE
    view regclass;
    one numeric;
    print numeric := 0;
BEGIN
    IF (SELECT upkeep FROM isolario.setting) = 'BY_CATALOGUE' THEN
        FOR view IN SELECT oid FROM pg_class WHERE relkind = 'm' AND relispopulated LOOP
            EXECUTE format('SELECT count(*) + coalesce(sum(hashtextextended(v::text, %s)), 0) FROM %s v', view::oid, view) INTO one;
            print := print + one;
        END LOOP;
    END IF;
    RETURN print;
END $$;

CREATE FUNCTION isolario.find_definitions() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    print numeric := isolario.catalogue_print();
BEGIN
    IF print = (SELECT catalogue FROM isolario.state) THEN
        RETURN;
    END IF;
    INSERT INTO isolario.spoil SELECT 'definition: ' || left(entry, 100) FROM (
        (SELECT entry FROM isolario.catalogue() AS entry EXCEPT ALL TABLE isolario.pristine_catalogue)
        UNION ALL (TABLE isolario.pristine_catalogue EXCEPT ALL SELECT entry FROM isolario.catalogue() AS entry)) AS differences LIMIT 3;
    UPDATE isolario.state SET catalogue = print;
END $$;

CREATE FUNCTION isolario.columns_of(member oid) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT pg_catalog.string_agg(pg_catalog.quote_ident(attname), ', ' ORDER BY attnum)
    FROM pg_catalog.pg_attribute
    WHERE attrelid = member AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
$$;

-- One unit per connected part of the inheritance graph, named by its smallest member.
CREATE FUNCTION isolario.install_units() RETURNS void LANGUAGE sql AS $$
    INSERT INTO isolario.member
    WITH RECURSIVE tables AS (
        SELECT c.oid, c.relispartition FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('r', 'p') AND c.relpersistence <> 't'
          AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'isolario') AND n.nspname !~ '^pg_toast'
    ), edges AS (
        SELECT inhrelid AS a, inhparent AS b FROM pg_inherits UNION SELECT inhparent, inhrelid FROM pg_inherits
    ), reachable AS (
        SELECT oid AS member, oid AS other FROM tables
        UNION
        SELECT r.member, e.b FROM reachable r JOIN edges e ON e.a = r.other
    ), components AS (
        SELECT member, min(other::int8) AS component FROM reachable WHERE other IN (SELECT oid FROM tables) GROUP BY member
    )
    SELECT member, (dense_rank() OVER (ORDER BY component))::int4 FROM components
$$;

CREATE FUNCTION isolario.install_image(unit int4, root oid, key text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    columns text := isolario.columns_of(root);
    member oid;
    leaf bool;
    -- Without event triggers nobody says beforehand that the columns are others now.
    guard text := CASE (SELECT upkeep FROM isolario.setting) WHEN 'BY_CATALOGUE' THEN
        'EXCEPTION WHEN OTHERS THEN INSERT INTO isolario.spoil VALUES (SQLERRM); RETURN NULL;' ELSE '' END;
BEGIN
    EXECUTE format('CREATE UNLOGGED TABLE isolario.undo_%s AS SELECT true AS "isolario added", %s FROM %s WHERE false',
        unit, columns, root::regclass);
    EXECUTE format($f$
        CREATE FUNCTION isolario.added_%1$s() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $t$
        BEGIN
            IF pg_catalog.current_setting('isolario.keeper', true) IS NOT NULL THEN
                RETURN NULL;
            END IF;
            -- Once spoiled, the columns may be others; and nothing will be restored.
            IF NOT EXISTS (SELECT FROM isolario.spoil) THEN
                WITH marked AS (INSERT INTO isolario.mark VALUES (%1$s, true))
                INSERT INTO isolario.undo_%1$s SELECT true, %2$s FROM isolario_new;
            END IF;
            RETURN NULL;
        %8$s
        END $t$;
        CREATE FUNCTION isolario.removed_%1$s() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $t$
        BEGIN
            IF pg_catalog.current_setting('isolario.keeper', true) IS NOT NULL THEN
                RETURN NULL;
            END IF;
            IF NOT EXISTS (SELECT FROM isolario.spoil) THEN
                INSERT INTO isolario.undo_%1$s SELECT false, %2$s FROM isolario_old;
                INSERT INTO isolario.mark VALUES (%1$s, false);
            END IF;
            RETURN NULL;
        %8$s
        END $t$;
        CREATE FUNCTION isolario.changed_%1$s() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $t$
        BEGIN
            IF pg_catalog.current_setting('isolario.keeper', true) IS NOT NULL THEN
                RETURN NULL;
            END IF;
            IF NOT EXISTS (SELECT FROM isolario.spoil) THEN
                INSERT INTO isolario.undo_%1$s
                SELECT false, %2$s FROM isolario_old UNION ALL SELECT true, %2$s FROM isolario_new;
                INSERT INTO isolario.mark VALUES (%1$s, false);
            END IF;
            RETURN NULL;
        %8$s
        END $t$;
        CREATE FUNCTION isolario.emptied_%1$s() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $t$
        BEGIN
            IF pg_catalog.current_setting('isolario.keeper', true) IS NOT NULL THEN
                RETURN NULL;
            END IF;
            IF NOT EXISTS (SELECT FROM isolario.spoil) THEN
                EXECUTE pg_catalog.format('INSERT INTO isolario.undo_%1$s SELECT false, %3$s FROM ONLY %%I.%%I',
                    TG_TABLE_SCHEMA, TG_TABLE_NAME);
                INSERT INTO isolario.mark VALUES (%1$s, false);
            END IF;
            RETURN NULL;
        %8$s
        END $t$;
        CREATE FUNCTION isolario.restore_%1$s(only_added bool) RETURNS bool LANGUAGE plpgsql AS $t$
        DECLARE
            large bool := pg_catalog.pg_relation_size('isolario.undo_%1$s') > 262144;
        BEGIN
            -- Most tests only add rows, which are all there then.
            IF only_added AND NOT large THEN
                WITH added AS (DELETE FROM isolario.undo_%1$s RETURNING *)
                DELETE FROM %4$s t USING added u WHERE (%5$s) = (%9$s);
                RETURN true;
            ELSIF only_added THEN
                DELETE FROM %4$s t USING isolario.undo_%1$s u WHERE (%5$s) = (%9$s);
            ELSE
            -- What was added more often than removed is there now; what was removed more often is a row of the baseline. The
            -- count makes the rows go before others come.
            WITH net AS MATERIALIZED (
                SELECT (array_agg(u))[1] AS image, sum(CASE WHEN "isolario added" THEN -1 ELSE 1 END) AS missing
                FROM isolario.undo_%1$s u GROUP BY ROW(%2$s)::text
            ), gone AS (
                DELETE FROM %4$s t USING net WHERE missing < 0 AND (%5$s) = (%6$s) RETURNING 1
            )
            INSERT INTO %4$s (%2$s) OVERRIDING SYSTEM VALUE
            SELECT %7$s FROM net WHERE missing > 0 AND (SELECT count(*) FROM gone) >= 0;
            END IF;
            IF large THEN
                TRUNCATE isolario.undo_%1$s;
            ELSE
                DELETE FROM isolario.undo_%1$s;
            END IF;
            RETURN true;
        END $t$;
        $f$, unit, columns, replace(columns, '''', ''''''), root::regclass,
        regexp_replace(key, '(^|, )', '\1t.', 'g'), regexp_replace(key, '(^|, )', '\1(image).', 'g'),
        (SELECT string_agg('(image).' || quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute
         WHERE attrelid = root AND attnum > 0 AND NOT attisdropped AND attgenerated = ''), guard,
        regexp_replace(key, '(^|, )', '\1u.', 'g'));
    FOR member, leaf IN SELECT m.member, c.relkind = 'r' FROM isolario.member m JOIN pg_class c ON c.oid = m.member
        WHERE m.unit = install_image.unit
    LOOP
        PERFORM isolario.install_trigger(member, 'added', 'AFTER INSERT', 'REFERENCING NEW TABLE AS isolario_new', 'added_' || unit, '');
        PERFORM isolario.install_trigger(member, 'removed', 'AFTER DELETE', 'REFERENCING OLD TABLE AS isolario_old', 'removed_' || unit, '');
        PERFORM isolario.install_trigger(member, 'changed', 'AFTER UPDATE',
            'REFERENCING OLD TABLE AS isolario_old NEW TABLE AS isolario_new', 'changed_' || unit, '');
        IF leaf THEN
            PERFORM isolario.install_trigger(member, 'emptied', 'BEFORE TRUNCATE', '', 'emptied_' || unit, '');
        END IF;
    END LOOP;
END $$;

-- Quoted names of key columns may hold what the pattern above takes for a separator; those units are copied instead.
CREATE FUNCTION isolario.key_of(root oid) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT CASE WHEN bool_and(a.attname ~ '^[a-zA-Z0-9_]+$' AND a.attgenerated = '')
        THEN string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) END
    FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)
    WHERE i.indrelid = root AND i.indisprimary AND i.indisvalid
$$;

CREATE FUNCTION isolario.install_trigger(member oid, name text, event text, transition text, procedure text, arguments text)
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('CREATE TRIGGER %I %s ON %s %s FOR EACH STATEMENT '
        'EXECUTE FUNCTION isolario.%I(%s)',
        'isolario_' || name, event, member::regclass, transition, procedure, arguments);
    EXECUTE format('ALTER TABLE %s ENABLE ALWAYS TRIGGER %I', member::regclass, 'isolario_' || name);
END $$;

CREATE FUNCTION isolario.install_copy(unit int4, root oid, tree bool) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    member oid;
    body text := '';
    filled bool;
    scope text := CASE WHEN tree THEN 'ONLY ' ELSE '' END;
    columns text;
BEGIN
    FOR member IN SELECT m.member FROM isolario.member m
        WHERE m.unit = install_copy.unit AND (tree OR m.member = root) ORDER BY 1
    LOOP
        columns := isolario.columns_of(member);
        body := body || format('DELETE FROM %s%s; ', scope, member::regclass);
        EXECUTE format('SELECT EXISTS (SELECT FROM %s%s)', scope, member::regclass) INTO filled;
        IF filled THEN
            EXECUTE format('CREATE TABLE isolario.copy_%s AS SELECT %s FROM %s%s', member, coalesce(columns, ''), scope, member::regclass);
            body := body || CASE WHEN columns IS NULL
                THEN format('FOR i IN 1..(SELECT count(*) FROM isolario.copy_%s) LOOP INSERT INTO %s DEFAULT VALUES; END LOOP; ',
                    member, member::regclass)
                ELSE format('INSERT INTO %1$s (%2$s) OVERRIDING SYSTEM VALUE SELECT %2$s FROM isolario.copy_%3$s; ',
                    member::regclass, columns, member) END;
        END IF;
    END LOOP;
    EXECUTE format('CREATE FUNCTION isolario.restore_%s(only_added bool) RETURNS bool LANGUAGE plpgsql AS %L', unit,
        'BEGIN ' || body || 'RETURN true; END');
    FOR member IN SELECT m.member FROM isolario.member m WHERE m.unit = install_copy.unit LOOP
        PERFORM isolario.install_trigger(member, 'mark', 'AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE', '', 'mark', unit::text);
    END LOOP;
END $$;

-- What a foreign table shows lies elsewhere, where nothing restores it.
CREATE FUNCTION isolario.refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION USING ERRCODE = 'feature_not_supported', MESSAGE = format(
        'A write to foreign table %I.%I was refused: its rows lie outside the database of this sandbox, so every other sandbox would see '
        'it, and it would stay. Ways out: a local table of the same name in the migrations of the tests, a stub for what is behind it, '
        'or a write before the first sandbox.', TG_TABLE_SCHEMA, TG_TABLE_NAME);
END $$;

-- Rows that are routed to a partition fire only triggers for rows.
CREATE FUNCTION isolario.install_refusals() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    t regclass;
BEGIN
    FOR t IN SELECT oid FROM pg_class WHERE relkind = 'f' LOOP
        EXECUTE format('CREATE TRIGGER isolario_refuse BEFORE INSERT OR UPDATE OR DELETE ON %s FOR EACH ROW '
            'EXECUTE FUNCTION isolario.refuse()', t);
        EXECUTE format('CREATE TRIGGER isolario_refuse_truncate BEFORE TRUNCATE ON %s FOR EACH STATEMENT '
            'EXECUTE FUNCTION isolario.refuse()', t);
        EXECUTE format('ALTER FOREIGN TABLE %s ENABLE ALWAYS TRIGGER isolario_refuse', t);
        EXECUTE format('ALTER FOREIGN TABLE %s ENABLE ALWAYS TRIGGER isolario_refuse_truncate', t);
    END LOOP;
END $$;

CREATE FUNCTION isolario.more_rows_than(root oid, rows int4) RETURNS bool LANGUAGE plpgsql AS $$
DECLARE
    result bool;
BEGIN
    EXECUTE format('SELECT count(*) > %s FROM (SELECT FROM %s LIMIT %s) AS sample', rows, root::regclass, rows + 1) INTO result;
    RETURN result;
END $$;

-- Triggers of the application that fire during a restore would do what nobody restores.
CREATE FUNCTION isolario.has_always_firing(unit int4) RETURNS bool LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT FROM pg_trigger t JOIN isolario.member m ON m.member = t.tgrelid
                   WHERE m.unit = has_always_firing.unit AND t.tgenabled IN ('A', 'R'))
        OR EXISTS (SELECT FROM pg_rewrite r JOIN isolario.member m ON m.member = r.ev_class
                   WHERE m.unit = has_always_firing.unit AND r.ev_enabled IN ('A', 'R'))
$$;

CREATE FUNCTION isolario.install_unit(unit int4, copied_rows int4) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    tree bool := EXISTS (SELECT FROM pg_inherits h JOIN isolario.member m ON m.member = h.inhrelid JOIN pg_class c ON c.oid = h.inhrelid
        WHERE m.unit = install_unit.unit AND NOT c.relispartition)
        -- A statement on the root would reach those that lie elsewhere.
        OR EXISTS (SELECT FROM pg_inherits h JOIN isolario.member m ON m.member = h.inhparent JOIN pg_class c ON c.oid = h.inhrelid
        WHERE m.unit = install_unit.unit AND c.relkind = 'f');
    root oid := (SELECT coalesce(pg_partition_root(min(m.member::int8)::oid::regclass)::oid, min(m.member::int8)::oid)
        FROM isolario.member m WHERE m.unit = install_unit.unit);
    key text := isolario.key_of(root);
    always bool := isolario.has_always_firing(unit);
    way text := CASE WHEN always THEN 'spoil'
        WHEN NOT tree AND key IS NOT NULL AND isolario.more_rows_than(root, copied_rows) THEN 'image' ELSE 'copy' END;
BEGIN
    IF way = 'image' THEN
        PERFORM isolario.install_image(unit, root, key);
    ELSE
        PERFORM isolario.install_copy(unit, root, tree);
    END IF;
    IF way = 'spoil' THEN
        EXECUTE format('CREATE OR REPLACE FUNCTION isolario.restore_%s(only_added bool) RETURNS bool LANGUAGE plpgsql AS %L', unit,
            format('BEGIN INSERT INTO isolario.spoil VALUES (%L); RETURN true; END',
                'change of ' || root::regclass || ', whose triggers or rules also fire for replicated data'));
    END IF;
    INSERT INTO isolario.unit VALUES (unit, root::regclass::text, way, root, tree);
END $$;

-- What a sequence may give, for those with ranges: not beyond its own bounds, nor what its column takes, for a bigint sequence may feed an
-- integer column. One that a larger column or none takes has as much as an integer, from wherever it stands.
CREATE FUNCTION isolario.bound_of(s pg_sequence, base numeric) RETURNS numeric LANGUAGE sql STABLE AS $$
    SELECT CASE WHEN s.seqincrement < 0
        THEN greatest(s.seqmin, coalesce(-takes, least(-2147483647, base - 2147483647)))
        ELSE least(s.seqmax, coalesce(takes, greatest(2147483647, base + 2147483647))) END
    FROM (
        SELECT min(CASE a.atttypid WHEN 'int2'::regtype THEN 32767 WHEN 'int4'::regtype THEN 2147483647 END)::numeric AS takes
        FROM pg_depend d LEFT JOIN pg_attrdef f ON d.classid = 'pg_attrdef'::regclass AND f.oid = d.objid
        JOIN pg_attribute a ON (a.attrelid, a.attnum) = (f.adrelid, f.adnum)
            OR (d.classid = 'pg_class'::regclass AND d.objid = s.seqrelid AND (a.attrelid, a.attnum) = (d.refobjid, d.refobjsubid))
        WHERE (d.refclassid = 'pg_class'::regclass AND d.refobjid = s.seqrelid)
            OR (d.classid = 'pg_class'::regclass AND d.objid = s.seqrelid AND d.deptype IN ('a', 'i'))
    ) AS column_type
$$;

-- A sequence is rewound, so that a sandbox has the ids of a fresh database. Only those that are drawn from in blocks have ranges, since an
-- application keeps the rest of a block in memory and hands it out in any lane. They are told by their increment. A range has to hold ten
-- blocks; what has less room is rewound too, as is what cycles, which gives the same number twice anyway.
CREATE FUNCTION isolario.install_sequences(slots int4) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    s pg_sequence;
    last int8;
    called bool;
    base numeric;
    bound numeric;
BEGIN
    FOR s IN SELECT q.* FROM pg_sequence q JOIN pg_class c ON c.oid = q.seqrelid JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relpersistence <> 't' AND n.nspname <> 'isolario'
    LOOP
        EXECUTE format('SELECT last_value, is_called FROM %s', s.seqrelid::regclass) INTO last, called;
        base := CASE WHEN called THEN last ELSE last::numeric - s.seqincrement END;
        bound := isolario.bound_of(s, base);
        IF abs(s.seqincrement) = 1 OR s.seqcycle OR (bound - base) / s.seqincrement < slots * 10
            OR base NOT BETWEEN -9223372036854775808 AND 9223372036854775807
        THEN
            INSERT INTO isolario.sequence VALUES (s.seqrelid, last, called, true, s.seqincrement, last);
        ELSE
            INSERT INTO isolario.sequence VALUES (s.seqrelid, base, called, false, s.seqincrement, bound);
        END IF;
    END LOOP;
    -- setval(.., false) shows in pg_sequence_last_value() of no server, and reading a sequence's row takes a plan for each. Older servers
    -- therefore set those anew that nobody has drawn from.
    EXECUTE format('CREATE VIEW isolario.perhaps_moved AS SELECT q.sequence, q.base, q.called FROM isolario.sequence q%s',
        CASE WHEN current_setting('server_version_num')::int4 >= 180000
            THEN ', LATERAL pg_get_sequence_data(q.sequence) d WHERE q.rewound AND (d.last_value <> q.base OR d.is_called <> q.called)'
            ELSE ' WHERE q.rewound AND (NOT q.called OR pg_sequence_last_value(q.sequence) IS DISTINCT FROM q.base)' END);
END $$;

-- Rewound sequences that are not as they were, and how they are.
CREATE FUNCTION isolario.moved_sequences() RETURNS TABLE (sequence oid, state text) LANGUAGE plpgsql STABLE AS $$
DECLARE
    p record;
BEGIN
    FOR p IN TABLE isolario.perhaps_moved LOOP
        RETURN QUERY EXECUTE format('SELECT %s::oid, last_value || '' '' || is_called FROM %s WHERE (last_value, is_called) <> (%s, %L)',
            p.sequence, p.sequence::regclass, p.base, p.called);
    END LOOP;
END $$;

CREATE FUNCTION isolario.install(copied_rows int4, checked bool, upkeep text, slots int4) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    m record;
BEGIN
    INSERT INTO isolario.setting VALUES (upkeep);
    PERFORM isolario.install_refusals();
    IF upkeep = 'BY_CLONING' THEN
        PERFORM isolario.install_sequences(slots);
        RETURN;
    END IF;
    PERFORM isolario.install_units();
    PERFORM isolario.install_unit(unit, copied_rows) FROM (SELECT DISTINCT unit FROM isolario.member ORDER BY 1) AS units;
    -- Calls by name would be parsed and planned anew in each restore.
    EXECUTE format('CREATE FUNCTION isolario.restore_unit(unit int4, only_added bool) RETURNS bool LANGUAGE plpgsql AS %L',
        'BEGIN CASE unit WHEN 0 THEN RETURN isolario.end_fixture(); '
        || coalesce((SELECT string_agg(format('WHEN %1$s THEN RETURN isolario.restore_%1$s(only_added); ', id), '' ORDER BY id)
            FROM isolario.unit), '')
        || 'END CASE; END');
    PERFORM isolario.install_sequences(slots);
    IF checked THEN
        FOR m IN SELECT member, 'ROW(' || string_agg(quote_ident(attname), ', ' ORDER BY attnum) || ')' AS columns
            FROM isolario.member LEFT JOIN pg_attribute ON attrelid = member AND attnum > 0 AND NOT attisdropped GROUP BY member
        LOOP
            EXECUTE format('CREATE TABLE isolario.pristine_%s AS SELECT %s::text AS entry FROM ONLY %s',
                m.member, coalesce(m.columns, 'ROW()'), m.member::regclass);
            INSERT INTO isolario.pristine VALUES (m.member, m.member::regclass::text, coalesce(m.columns, 'ROW()'));
        END LOOP;
    END IF;
    IF upkeep = 'BY_EVENT_TRIGGERS' THEN
        PERFORM isolario.install_event_triggers();
    END IF;
    DELETE FROM isolario.spoil;
    IF checked OR upkeep = 'BY_CATALOGUE' THEN
        INSERT INTO isolario.pristine_catalogue SELECT isolario.catalogue();
        INSERT INTO isolario.pristine_hash SELECT isolario.catalogue_hash();
    END IF;
END $$;

CREATE FUNCTION isolario.install_event_triggers() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    CREATE EVENT TRIGGER isolario_definition ON ddl_command_end EXECUTE FUNCTION isolario.spoil_by_definition();
    CREATE EVENT TRIGGER isolario_drop ON sql_drop EXECUTE FUNCTION isolario.spoil_by_drop();
    ALTER EVENT TRIGGER isolario_definition ENABLE ALWAYS;
    ALTER EVENT TRIGGER isolario_drop ENABLE ALWAYS;
END $$;

-- Each lane has a range of its own of each sequence that is not rewound. When all ranges were used, the next lanes begin further within
-- one.
CREATE FUNCTION isolario.begin_lane(slot int4, slots int4, round int4) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    UPDATE isolario.sequence SET
        kept = base + ((bound - base) / slots / increment * slot) * increment
            + (bound - base) / slots / increment / 100 * (round % 50) * increment,
        range_end = base + ((bound - base) / slots / increment * (slot + 1)) * increment
    WHERE NOT rewound;
    PERFORM setval(sequence, kept) FROM isolario.sequence WHERE NOT rewound;
    INSERT INTO isolario.state SELECT environment, large_objects, isolario.catalogue_print(), isolario.materialized(), pg_postmaster_start_time()
    FROM isolario.surroundings;
END $$;

-- A fixture takes its ids below the ranges of all lanes: whatever is generated where it is put comes later. The first range is half
-- left to the baseline itself, and half to fixtures, a part for each.
CREATE FUNCTION isolario.begin_fixture(slots int4, number int4) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    UPDATE isolario.sequence SET arranging_from = base + ((bound - base) / slots / increment * (1000 + number % 1000) / 2000) * increment
    WHERE NOT rewound;
    PERFORM setval(sequence, arranging_from) FROM isolario.sequence WHERE arranging_from <> base;
    INSERT INTO isolario.mark VALUES (0, false);
END $$;

-- What is restored as unit 0.
CREATE FUNCTION isolario.end_fixture() RETURNS bool LANGUAGE plpgsql AS $$
BEGIN
    PERFORM setval(sequence, kept) FROM isolario.sequence
    WHERE arranging_from <> base AND (pg_sequence_last_value(sequence) - arranging_from) * sign(increment) >= 0;
    UPDATE isolario.sequence SET arranging_from = NULL WHERE arranging_from IS NOT NULL;
    RETURN true;
END $$;

CREATE FUNCTION isolario.keep_sequences() RETURNS bool LANGUAGE plpgsql AS $$
BEGIN
    PERFORM setval(sequence, base, called) FROM isolario.perhaps_moved;
    -- One that was set back, or beyond its range, goes on beyond all that it may have given before.
    WITH now AS MATERIALIZED (
        SELECT id, last FROM (SELECT sequence AS id, kept, pg_sequence_last_value(sequence) AS last FROM isolario.sequence WHERE NOT rewound OFFSET 0) AS read
        WHERE last IS DISTINCT FROM kept
    ), moved AS (
        UPDATE isolario.sequence q SET kept = CASE
            WHEN (now.last - q.kept) * sign(q.increment) >= 0 AND (now.last - q.range_end) * sign(q.increment) <= 0 THEN now.last
            ELSE setval(q.sequence, q.kept + (q.range_end - q.kept) / q.increment / 100 * q.increment) END
        FROM now WHERE q.sequence = now.id
        RETURNING q.*
    )
    INSERT INTO isolario.spoil SELECT 'range of sequence ' || sequence::regclass || ' used up' FROM moved
    WHERE (range_end - kept) * sign(increment) * 10 < abs(bound - base) / 256;
    RETURN true;
END $$;

-- Transactions that PREPARE TRANSACTION has left.
CREATE FUNCTION isolario.prepared() RETURNS SETOF text LANGUAGE sql STABLE AS $$
    SELECT p.gid FROM pg_prepared_xact() p WHERE p.dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
$$;

CREATE FUNCTION isolario.late() RETURNS SETOF text LANGUAGE sql STABLE AS $$
    SELECT a.pid::text FROM pg_stat_get_activity(NULL) a
    WHERE a.datid = (SELECT oid FROM pg_database WHERE datname = current_database())
      AND a.pid <> pg_backend_pid()
      -- Another pool that looks whether it can have this lane works in a session of this name, and changes nothing.
      AND a.application_name IS DISTINCT FROM 'isolario keeper'
      -- Sessions of roles that are hidden from this one may be in a transaction too.
      -- A session that starts is in a transaction too (PostgreSQL 18 shows it), and has no state, or 'starting'. One that is idle may be in
      -- one of the server's, in which it catches up with definitions that others have made; one in a transaction of its own is never 'idle'.
      AND (a.backend_type = 'client backend' AND a.xact_start IS NOT NULL AND a.state NOT IN ('starting', 'idle') OR a.backend_type IS NULL AND a.usesysid IS NOT NULL)
$$;

-- What triggers do not see: notes what no restore can undo. Returns whether anything is noted.
CREATE FUNCTION isolario.find_spoils() RETURNS bool LANGUAGE plpgsql AS $$
DECLARE
    states int4;
    other_environment bool;
    other_large_objects bool;
    by_catalogue bool;
    spoiled bool;
BEGIN
    SELECT count(*), bool_or(s.environment <> n.environment), bool_or(s.large_objects <> n.large_objects),
        (SELECT upkeep FROM isolario.setting) = 'BY_CATALOGUE', EXISTS (SELECT FROM isolario.spoil)
    INTO states, other_environment, other_large_objects, by_catalogue, spoiled FROM isolario.state s, isolario.surroundings n;
    IF states = 1 AND NOT (other_environment OR other_large_objects OR by_catalogue OR spoiled) THEN
        RETURN false;
    END IF;
    IF other_environment THEN
        INSERT INTO isolario.spoil VALUES ('settings or privileges of the database');
    END IF;
    IF other_large_objects THEN
        INSERT INTO isolario.spoil VALUES ('large objects');
    END IF;
    IF states <> 1 THEN
        INSERT INTO isolario.spoil VALUES ('change of schema isolario');
    END IF;
    IF by_catalogue THEN
        INSERT INTO isolario.spoil SELECT 'materialized views' FROM isolario.state s WHERE s.materialized <> isolario.materialized();
        PERFORM isolario.find_definitions();
    END IF;
    RETURN EXISTS (SELECT FROM isolario.spoil);
END $$;

-- Puts the lane back. Nothing is done while another session may still write, or when it could not be complete. What returns something
-- is assigned and not performed: that takes no statement of its own.
CREATE FUNCTION isolario.restore() RETURNS TABLE (kind text, detail text) LANGUAGE plpgsql AS $$
DECLARE
    large bool := pg_relation_size('isolario.mark') > 65536;
    units int4[];
    added bool[];
    done bool;
BEGIN
    RETURN QUERY SELECT 'prepared', gid FROM isolario.prepared() AS gid UNION ALL SELECT 'late', pid FROM isolario.late() AS pid;
    IF FOUND THEN
        RETURN;
    END IF;
    WITH noted AS (
        DELETE FROM isolario.mark RETURNING unit, only_added
    ), dirty AS (
        SELECT unit, bool_and(only_added) AS only_added FROM noted GROUP BY unit
    )
    SELECT array_agg(unit), array_agg(only_added) INTO units, added FROM dirty;
    FOR i IN 1..coalesce(cardinality(units), 0) LOOP
        done := isolario.restore_unit(units[i], added[i]);
    END LOOP;
    done := isolario.keep_sequences();
    IF isolario.find_spoils() THEN
        RETURN QUERY SELECT DISTINCT 'spoiled', reason FROM isolario.spoil;
        RETURN;
    END IF;
    IF large THEN
        TRUNCATE isolario.mark;
    END IF;
    kind := 'restored';
    detail := coalesce(cardinality(units), 0);
    RETURN NEXT;
END $$;

-- All rows of a table that is restored from a copy, or what the undo log of one adds up to: each as text that the other function reads.
CREATE FUNCTION isolario.changes_of(u isolario.unit) RETURNS TABLE (kind text, target oid, entry text) LANGUAGE plpgsql AS $$
DECLARE
    columns text := isolario.columns_of(u.root);
    member oid;
BEGIN
    IF u.way = 'image' THEN
        RETURN QUERY EXECUTE format($f$
            SELECT 'row', %1$s::oid, ROW(missing < 0, %2$s)::text
            FROM (SELECT (array_agg(i))[1] AS image, sum(CASE WHEN "isolario added" THEN -1 ELSE 1 END) AS missing
                FROM isolario.undo_%3$s i GROUP BY ROW(%4$s)::text) AS net
            WHERE missing <> 0$f$,
            u.root, (SELECT string_agg('(image).' || quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute
                WHERE attrelid = u.root AND attnum > 0 AND NOT attisdropped AND attgenerated = ''), u.id, columns);
        RETURN;
    END IF;
    FOR member IN SELECT m.member FROM isolario.member m WHERE m.unit = u.id AND (u.tree OR m.member = u.root) ORDER BY 1 LOOP
        RETURN QUERY SELECT 'row', member, NULL::text;
        RETURN QUERY EXECUTE format('SELECT ''row'', %s::oid, t::text FROM %s%s t', member,
            CASE WHEN u.tree THEN 'ONLY ' ELSE '' END, member::regclass);
    END LOOP;
END $$;

CREATE FUNCTION isolario.changes() RETURNS TABLE (kind text, target oid, entry text) LANGUAGE plpgsql AS $$
DECLARE
    u isolario.unit;
BEGIN
    RETURN QUERY SELECT 'late', NULL::oid, pid FROM isolario.late() AS pid
        UNION ALL SELECT 'late', NULL::oid, 'prepared ' || gid FROM isolario.prepared() AS gid;
    IF FOUND THEN
        RETURN;
    END IF;
    PERFORM isolario.find_spoils();
    RETURN QUERY SELECT DISTINCT 'spoiled', NULL::oid, reason FROM isolario.spoil;
    IF FOUND THEN
        RETURN;
    END IF;
    FOR u IN SELECT * FROM isolario.unit WHERE id IN (SELECT unit FROM isolario.mark) ORDER BY id LOOP
        IF u.way = 'spoil' THEN
            RETURN QUERY SELECT 'spoiled', NULL::oid, 'change of ' || u.name || ', whose triggers or rules also fire for replicated data';
        ELSE
            RETURN QUERY SELECT * FROM isolario.changes_of(u);
        END IF;
    END LOOP;
    RETURN QUERY SELECT 'row', sequence, state FROM isolario.moved_sequences();
END $$;

CREATE FUNCTION isolario.arrange_one(u isolario.unit, target oid, entries text[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    columns text := isolario.columns_of(target);
    -- Expanded from a subquery, so that each entry is parsed once and not once per column.
    rows text := '(SELECT (e).* FROM (SELECT entry::%s AS e FROM unnest($1) AS entry OFFSET 0) AS parsed) AS r';
BEGIN
    IF u.way = 'image' THEN
        EXECUTE format('INSERT INTO isolario.undo_%s SELECT * FROM ' || rows, u.id, 'isolario.undo_' || u.id) USING entries;
        EXECUTE format('DELETE FROM %1$s t USING isolario.undo_%2$s r WHERE NOT r."isolario added" AND (%3$s) = (%4$s)', target::regclass,
            u.id, regexp_replace(isolario.key_of(target), '(^|, )', '\1t.', 'g'), regexp_replace(isolario.key_of(target), '(^|, )', '\1r.', 'g'));
        EXECUTE format('INSERT INTO %1$s (%2$s) OVERRIDING SYSTEM VALUE SELECT %2$s FROM isolario.undo_%3$s WHERE "isolario added"',
            target::regclass, columns, u.id);
    ELSE
        EXECUTE format('DELETE FROM %s%s', CASE WHEN u.tree THEN 'ONLY ' ELSE '' END, target::regclass);
        IF columns IS NULL THEN
            FOR i IN 1..coalesce(cardinality(entries), 0) LOOP
                EXECUTE format('INSERT INTO %s DEFAULT VALUES', target::regclass);
            END LOOP;
        ELSIF entries IS NOT NULL THEN
            EXECUTE format('INSERT INTO %1$s (%2$s) OVERRIDING SYSTEM VALUE SELECT %2$s FROM ' || replace(rows, '%s', '%1$s'),
                target::regclass, columns) USING entries;
        END IF;
    END IF;
END $$;

-- Does to a lane what another one answered to changes(), and notes it, so that the next restore undoes it.
CREATE FUNCTION isolario.arrange(targets oid[], entries text[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    t record;
BEGIN
    FOR t IN
        SELECT u, a.target, array_agg(a.entry) FILTER (WHERE a.entry IS NOT NULL) AS entries
        FROM unnest(targets, entries) AS a(target, entry)
        JOIN isolario.member m ON m.member = a.target JOIN isolario.unit u ON u.id = m.unit
        GROUP BY u, a.target
    LOOP
        PERFORM isolario.arrange_one(t.u, t.target, t.entries);
        INSERT INTO isolario.mark VALUES ((t.u).id, false);
    END LOOP;
    PERFORM setval(q.sequence, split_part(a.entry, ' ', 1)::int8, split_part(a.entry, ' ', 2)::bool)
    FROM unnest(targets, entries) AS a(target, entry) JOIN isolario.sequence q ON q.sequence = a.target;
END $$;

-- Where the lane differs from the template; needs what install(.., checked => true) kept.
CREATE FUNCTION isolario.differences() RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE
    p record;
BEGIN
    FOR p IN SELECT * FROM isolario.pristine LOOP
        RETURN QUERY EXECUTE format(
            'SELECT %1$L || '' has too much: '' || entry FROM (SELECT %2$s::text AS entry FROM ONLY %3$s EXCEPT ALL TABLE isolario.pristine_%4$s LIMIT 5) AS surplus '
            'UNION ALL SELECT %1$L || '' lacks: '' || entry FROM (TABLE isolario.pristine_%4$s EXCEPT ALL SELECT %2$s::text FROM ONLY %3$s LIMIT 5) AS missing',
            p.name, p.columns, p.member::regclass, p.member);
    END LOOP;
    RETURN QUERY SELECT 'sequence ' || sequence::regclass || ' is at ' || state FROM isolario.moved_sequences();
    IF isolario.catalogue_hash() = (SELECT catalogue FROM isolario.pristine_hash) THEN
        RETURN;
    END IF;
    RETURN QUERY SELECT 'catalogue has too much: ' || entry FROM
        (SELECT entry FROM isolario.catalogue() AS entry EXCEPT ALL TABLE isolario.pristine_catalogue LIMIT 5) AS surplus;
    RETURN QUERY SELECT 'catalogue lacks: ' || entry FROM
        (TABLE isolario.pristine_catalogue EXCEPT ALL SELECT entry FROM isolario.catalogue() AS entry LIMIT 5) AS missing;
END $$;
