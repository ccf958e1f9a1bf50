-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.name_pattern(l leads)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  words constant text[] := regexp_split_to_array(private.name_key(l.full_name), ' ');
  n constant integer := cardinality(words);
  between constant text := '(?:[\s\u00a0,._-]|\\[nrt]){1,3}';
  alike jsonb;
  patterns text[];
begin
  -- One word may be anything, and the name of two is nobody's alone.
  if l.full_name is null or n < 2 or char_length(array_to_string(words, '')) < 6 or array_to_string(words, '') !~ '[[:alpha:]]{2}'
    or exists (select from public.leads x where x.id <> l.id and x.sort_name = l.sort_name) or exists (select from public.staff_members s where private.name_key(s.full_name) = private.name_key(l.full_name)) then
    return null;
  end if;
  -- Each letter as the search reads it, whatever its case and accents.
  select jsonb_object_agg(f.plain, f.signs) into alike
  from (select private.folded(chr(c)) as plain, string_agg(chr(c), '') as signs
    from (select generate_series(x'c0'::integer, x'52f'::integer) union all select generate_series(x'1e00'::integer, x'1fff'::integer)) s (c) group by 1) f
  where char_length(f.plain) = 1 and position(f.plain in array_to_string(words, '')) > 0;
  patterns := array(
    select string_agg(case when p.sign ~ '[[:alnum:]]' or octet_length(p.sign) > 1 then '[' || p.sign || coalesce(alike ->> p.sign, '') || '][\u0300-\u036f]*' else '\' || p.sign end, '' order by p.at)
    from unnest(words) with ordinality w (word, nth) cross join lateral regexp_split_to_table(w.word, '') with ordinality p (sign, at) group by w.nth order by w.nth);
  patterns := array(select replace(p, '[s' || coalesce(alike ->> 's', '') || '][\u0300-\u036f]*[s' || coalesce(alike ->> 's', '') || '][\u0300-\u036f]*', '(?:ss|[ßẞ])') from unnest(patterns) p);
  return format('(?:(?<![[:alnum:]])|(?<=\\[nrt]))(?:%s|%s|%s)(?![[:alnum:]])', array_to_string(patterns, between),
    array_to_string(patterns[n] || patterns[1:n - 1], between), array_to_string(patterns[2:n] || patterns[1], between));
end
$function$;

comment on function private.name_pattern(l leads) is 'A pattern of the full name of a lead in both orders, whatever its case and accents; null where it has one word, is short, or somebody else has it.';
