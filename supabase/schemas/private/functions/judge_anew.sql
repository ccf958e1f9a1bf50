-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.judge_anew(conflict jsonb, post uuid)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if conflict ->> 'picture' is null then
    return conflict;
  end if;
  perform private.recheck(array[conflict ->> 'picture']);
  return (conflict - 'picture') || coalesce((
    select jsonb_build_object('state', p.state, 'version', coalesce(p.pending_version, p.version), 'decision_seen', (private.last_decision(p.id, null, false)).id)
    from public.community_posts p where p.id = judge_anew.post), '{}');
end
$function$;

comment on function private.judge_anew(conflict jsonb, post uuid) is 'A conflict over a picture that is another: it is put back at once, so that it can be looked at again.';
