-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.my_reports()
 RETURNS TABLE(id uuid, post_id uuid, comment_id uuid, category text, note text, item_version integer, state text, created_at timestamp with time zone, decided_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select r.id, r.post_id, r.comment_id, r.category, r.note, r.item_version, r.state, r.created_at, r.decided_at
  from public.content_reports r where r.reporter_id = (select auth.uid()) order by r.created_at desc
$function$;

comment on function private.my_reports() is 'The reading half of my_reports.';

grant execute on function private.my_reports() to authenticated;
