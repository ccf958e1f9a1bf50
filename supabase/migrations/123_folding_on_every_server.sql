-- The same text is folded alike on every server: what `lower` and `[:alpha:]` make of letters beyond a to z is the locale's
-- choice, and with the locale C they know none of them.

create or replace function private.folded(value text) returns text
language plpgsql immutable parallel safe strict set search_path = '' as $$
declare
  plain text;
begin
  if octet_length(value) = char_length(value) then
    return lower(value collate "C");
  end if;
  plain := lower(regexp_replace(normalize(value, NFKD), '[\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufe00-\ufe0f\ufeff]', '', 'g') collate "C");
  if octet_length(plain) = char_length(plain) then
    return plain;
  end if;
  -- Whichever knows the letters of Unicode here, whatever locale the server was made with.
  if current_setting('server_version_num')::integer >= 170000 then
    plain := lower(plain collate pg_catalog.pg_c_utf8);
  elsif to_regcollation('pg_catalog."und-x-icu"') is not null then
    plain := lower(plain collate pg_catalog."und-x-icu");
  else
    plain := private.lower_case(plain);
  end if;
  return translate(replace(replace(replace(replace(plain, 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'), 'øłđðıħŧς', 'olddihtσ');
end
$$;

-- A text without a letter is like no other one.
create or replace function private.duplicate_key(words text) returns text
language plpgsql immutable cost 1000 set search_path = '' as $$
begin
  return md5(nullif(regexp_replace(private.folded(words), '[\u0001-\u0060\u007b-\u00a9\u00ab-\u00b4\u00b6-\u00b9\u00bb-\u00bf\u00d7\u00f7\u2000-\u2bff\u2e00-\u2e7f\u3000-\u3004\u3007-\u3030\ufe10-\ufe6f\uff00-\uff20\uff3b-\uff40\uff5b-\uff65\ufffd\U0001f000-\U0001faff]+', '', 'g'), ''));
end
$$;

-- What a server folded otherwise is folded anew. Nobody changed these rows: no audit, no versions.
do $$
declare
  it record;
  differs boolean;
  always text[];
  name text;
begin
  if lower('ŁΣЖ') = 'łσж' then
    return;
  end if;
  for it in
    select g.tbl, string_agg(format('t.%I is distinct from (%s)', g.made, g.expression), ' or ') as condition,
      (select string_agg(format('%1$I = t.%1$I', b.attname), ', ') from pg_catalog.pg_attribute b where b.attrelid = g.tbl and b.attnum in (
        select p.refobjsubid from pg_catalog.pg_depend p where p.classid = 'pg_catalog.pg_attrdef'::regclass and p.refobjid = g.tbl and p.objid = any (array_agg(g.id)))
        and b.attgenerated = '') as assignments
    from (
      select a.attrelid::regclass as tbl, a.attname as made, d.oid as id, pg_get_expr(d.adbin, d.adrelid) as expression
      from pg_catalog.pg_attribute a join pg_catalog.pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
      join pg_catalog.pg_class c on c.oid = a.attrelid and c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
      where a.attgenerated = 's' and pg_get_expr(d.adbin, d.adrelid) like '%private.folded%'
    ) g
    group by g.tbl
  loop
    execute format('select exists (select from %s t where %s)', it.tbl, it.condition) into differs;
    continue when not differs;
    select coalesce(array_agg(t.tgname::text), '{}') into always from pg_catalog.pg_trigger t where t.tgrelid = it.tbl and t.tgenabled = 'A';
    execute format('alter table %s disable trigger user', it.tbl);
    execute format('update %s t set %s where %s', it.tbl, it.assignments, it.condition);
    execute format('alter table %s enable trigger user', it.tbl);
    foreach name in array always loop
      execute format('alter table %s enable always trigger %I', it.tbl, name);
    end loop;
  end loop;
end
$$;
reindex index public.community_posts_text_idx;
reindex index public.post_comments_text_idx;
