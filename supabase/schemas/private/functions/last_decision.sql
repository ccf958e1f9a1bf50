-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.last_decision(post uuid, comment uuid, holding boolean)
 RETURNS moderation_decisions
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  found_one public.moderation_decisions;
begin
  -- Two statements, so that each goes down its index.
  if post is not null then
    select d.* into found_one from public.moderation_decisions d
    where d.post_id = post and (not holding or d.decision <> 'undo' and not exists (select from public.moderation_decisions u where u.undoes_id = d.id))
    order by d.id desc limit 1;
  else
    select d.* into found_one from public.moderation_decisions d
    where d.comment_id = comment and (not holding or d.decision <> 'undo' and not exists (select from public.moderation_decisions u where u.undoes_id = d.id))
    order by d.id desc limit 1;
  end if;
  return found_one;
end
$function$;

grant execute on function private.last_decision(post uuid, comment uuid, holding boolean) to authenticated;
