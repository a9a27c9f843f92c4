-- Describes everything but the rows of tables, a line each, without oids: the same migrations give the same lines.
WITH schemas AS (
    SELECT oid, nspname FROM pg_namespace
    WHERE nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast') AND nspname !~ '^pg_(toast_)?temp_'
), classes AS (
    SELECT c.*, c.oid::regclass::text AS name FROM pg_class c JOIN schemas s ON s.oid = c.relnamespace WHERE c.relpersistence <> 't'
)
SELECT line FROM (
SELECT 'schema ' || concat_ws(' ', n.nspname, pg_get_userbyid(nspowner), nspacl::text) AS line
FROM pg_namespace n JOIN schemas USING (oid)
UNION ALL SELECT 'class ' || concat_ws(' ', name, relkind, relpersistence, pg_get_userbyid(relowner), relacl::text, reloptions::text,
    relrowsecurity, relforcerowsecurity, relreplident, pg_get_expr(relpartbound, oid), reltablespace,
    CASE WHEN relkind = 'p' THEN pg_get_partkeydef(oid) END,
    (SELECT string_agg(inhparent::regclass::text, ',' ORDER BY inhseqno) FROM pg_inherits WHERE inhrelid = classes.oid)) FROM classes
UNION ALL SELECT 'column ' || concat_ws(' ', name, attnum, attname, format_type(atttypid, atttypmod), attnotnull, attidentity, attgenerated,
    attcollation::regcollation::text, attstorage, attoptions::text, attacl::text, pg_get_expr(adbin, adrelid))
FROM classes JOIN pg_attribute a ON attrelid = classes.oid AND attnum > 0 AND NOT attisdropped
LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
UNION ALL SELECT 'constraint ' || concat_ws(' ', n.nspname, conrelid::regclass::text, contypid::regtype::text, conname, pg_get_constraintdef(k.oid))
FROM pg_constraint k JOIN schemas n ON n.oid = connamespace
UNION ALL SELECT 'index ' || concat_ws(' ', pg_get_indexdef(indexrelid), indisvalid, indisclustered, indisreplident)
FROM pg_index JOIN classes ON classes.oid = indrelid
UNION ALL SELECT 'trigger ' || concat_ws(' ', name, pg_get_triggerdef(t.oid), tgenabled)
FROM pg_trigger t JOIN classes ON classes.oid = tgrelid WHERE NOT tgisinternal
UNION ALL SELECT 'rule ' || concat_ws(' ', name, pg_get_ruledef(r.oid), ev_enabled)
FROM pg_rewrite r JOIN classes ON classes.oid = ev_class
UNION ALL SELECT 'function ' || concat_ws(' ', p.oid::regprocedure::text, pg_get_userbyid(proowner), proacl::text,
    CASE WHEN prokind <> 'a' THEN pg_get_functiondef(p.oid) END, (SELECT to_jsonb(g)::text FROM pg_aggregate g WHERE g.aggfnoid = p.oid))
FROM pg_proc p JOIN schemas s ON s.oid = pronamespace
UNION ALL SELECT 'type ' || concat_ws(' ', t.oid::regtype::text, typtype, pg_get_userbyid(typowner), typacl::text, typnotnull, typdefault,
    format_type(typbasetype, typtypmod), (SELECT string_agg(enumlabel, ',' ORDER BY enumsortorder) FROM pg_enum WHERE enumtypid = t.oid))
FROM pg_type t JOIN schemas s ON s.oid = typnamespace
UNION ALL SELECT 'sequence ' || concat_ws(' ', name, seqtypid::regtype::text, seqstart, seqincrement, seqmin, seqmax, seqcache, seqcycle,
    pg_sequence_last_value(seqrelid))
FROM pg_sequence JOIN classes ON classes.oid = seqrelid
UNION ALL SELECT 'policy ' || concat_ws(' ', name, polname, polcmd, polpermissive, pg_get_expr(polqual, polrelid),
    pg_get_expr(polwithcheck, polrelid), (SELECT string_agg(pg_get_userbyid(r), ',') FROM unnest(polroles) AS r))
FROM pg_policy JOIN classes ON classes.oid = polrelid
UNION ALL SELECT 'comment ' || concat_ws(' ', pg_describe_object(classoid, objoid, objsubid), description)
FROM pg_description WHERE objoid >= 16384
UNION ALL SELECT 'extension ' || concat_ws(' ', extname, extversion, extnamespace::regnamespace::text) FROM pg_extension
UNION ALL SELECT 'default privileges ' || concat_ws(' ', pg_get_userbyid(defaclrole), defaclnamespace::regnamespace::text, defaclobjtype, defaclacl::text)
FROM pg_default_acl
UNION ALL SELECT 'event trigger ' || concat_ws(' ', evtname, evtevent, evtfoid::regproc::text, evtenabled, evttags::text) FROM pg_event_trigger
UNION ALL SELECT 'large object ' || concat_ws(' ', o.oid, lomacl::text, md5(lo_get(o.oid))) FROM pg_largeobject_metadata o
UNION ALL SELECT 'database ' || concat_ws(' ', pg_encoding_to_char(encoding), datcollate, datctype, datconnlimit, pg_get_userbyid(datdba),
    (SELECT string_agg(pg_get_userbyid(setrole) || setconfig::text, ' ' ORDER BY setrole) FROM pg_db_role_setting WHERE setdatabase = d.oid),
    datacl::text) FROM pg_database d WHERE datname = current_database()
-- Rare, and told by oid: a wrong difference costs a clone, a missed one would be a wrong template.
UNION ALL SELECT 'operator ' || to_jsonb(o)::text FROM pg_operator o WHERE oid >= 16384
UNION ALL SELECT 'operator class ' || to_jsonb(o)::text FROM pg_opclass o WHERE oid >= 16384
UNION ALL SELECT 'cast ' || to_jsonb(o)::text FROM pg_cast o WHERE oid >= 16384
UNION ALL SELECT 'collation ' || to_jsonb(o)::text FROM pg_collation o WHERE oid >= 16384
UNION ALL SELECT 'text search ' || to_jsonb(o)::text FROM pg_ts_config o WHERE oid >= 16384
UNION ALL SELECT 'dictionary ' || to_jsonb(o)::text FROM pg_ts_dict o WHERE oid >= 16384
UNION ALL SELECT 'foreign server ' || to_jsonb(o)::text FROM pg_foreign_server o
UNION ALL SELECT 'publication ' || to_jsonb(o)::text FROM pg_publication o
UNION ALL SELECT 'statistics ' || pg_get_statisticsobjdef(oid) FROM pg_statistic_ext
) AS lines
ORDER BY line COLLATE "C"
