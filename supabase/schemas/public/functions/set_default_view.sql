-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.set_default_view(list text, chosen uuid DEFAULT NULL::uuid)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if chosen is null then
    delete from public.saved_view_defaults d where d.user_id = (select auth.uid()) and d.table_name = list;
    return;
  end if;
  insert into public.saved_view_defaults (table_name, view_id)
    select v.table_name, v.id from public.saved_views v where v.id = chosen and v.table_name = list
    on conflict (user_id, table_name) do update set view_id = excluded.view_id;
  if not found then
    raise exception 'This view is gone, or it is no longer shared with you.' using errcode = 'PT404';
  end if;
end
$function$;

comment on function public.set_default_view(list text, chosen uuid) is 'Which saved view of a list opens first for the person.';

grant execute on function public.set_default_view(list text, chosen uuid) to authenticated;
