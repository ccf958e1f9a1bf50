-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.keep_topic()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if current_user = 'authenticated' and old.state <> 'pending' and not (select private.has_role('moderator')) then
    raise exception 'It was judged under its topic and kind. A moderator moves it.' using errcode = '42501',
      detail = jsonb_build_object('field', case when new.topic_id is distinct from old.topic_id then 'topic_id' else 'kind' end)::text;
  end if;
  return new;
end
$function$;

comment on function private.keep_topic() is 'Trigger: what was judged keeps its topic and kind, unless a moderator moves it.';
