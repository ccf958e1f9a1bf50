-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.my_appeals()
 RETURNS TABLE(id uuid, notice_id uuid, text text, state text, answer text, created_at timestamp with time zone, decided_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select a.id, a.notice_id, a.text, a.state, a.answer, a.created_at, a.decided_at
  from public.moderation_appeals a where a.member_id = (select auth.uid()) order by a.created_at desc
$function$;

comment on function private.my_appeals() is 'The objections of the signed-in member with their answers. Behind the public function of its name.';

grant execute on function private.my_appeals() to authenticated;
