-- What keyboards write in two ways is searched as one: the apostrophe of O’Neil and the hyphen of Jean‑Luc as the plain
-- signs, Arabic and Hebrew without the marks of their vowels, as both are usually typed.

create or replace function private.folded(value text) returns text
language plpgsql immutable parallel safe strict set search_path = '' as $$
declare
  plain text;
begin
  if octet_length(value) = char_length(value) then
    return lower(value collate "C");
  end if;
  plain := lower(regexp_replace(normalize(value, NFKD), '[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0640\u064b-\u065f\u0670\u00ad\u200b-\u200d\u2060\ufe00-\ufe0f\ufeff]', '', 'g') collate "C");
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
  return translate(replace(replace(replace(replace(plain, 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'), 'øłđðıħŧς‘’ʼ′‐–—−־', 'olddihtσ''''''''-----');
end
$$;

do $$
declare
  it record;
  differs boolean;
  always text[];
  name text;
begin
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
