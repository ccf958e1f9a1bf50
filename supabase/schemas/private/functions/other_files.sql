-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.other_files(paths text[])
 RETURNS TABLE(path text, file text)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if to_regclass('storage.objects') is null then
    return;
  end if;
  return query execute $q$
    select f.path, n.facts from private.judged_files f left join storage.objects o on o.bucket_id = 'pictures' and o.name = f.path,
      lateral (select case when o.name is not null then private.file_facts(to_jsonb(o)) end as facts) n
    where ($1 is null or f.path = any ($1)) and n.facts is distinct from f.file and (n.facts is distinct from f.found or f.found is null) order by f.path$q$ using paths;
end
$function$;

comment on function private.other_files(paths text[]) is 'Of these paths, or of all, those where another file lies than the one that was judged and the one that waits.';
