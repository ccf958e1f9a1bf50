-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.list_merge_fields()
 RETURNS TABLE(name text, about text, of_lead boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$ select f.name, f.about, f.of_lead from private.merge_fields f where (select private.is_staff()) order by not f.of_lead, f.name $function$;

comment on function private.list_merge_fields() is 'The merge fields that a template may hold, with what each stands for. Behind the public function of its name.';

grant execute on function private.list_merge_fields() to authenticated;
