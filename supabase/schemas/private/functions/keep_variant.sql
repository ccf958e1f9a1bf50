-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.keep_variant()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if tg_op = 'DELETE' then
    if exists (select from public.email_sends s where s.variant_id = old.id) then
      raise exception 'This variant was sent already, so it stays. Switch it off instead.' using errcode = '23514';
    end if;
    return old;
  end if;
  -- Two who add one at a time both count both.
  perform from public.sequence_emails e where e.id = new.sequence_email_id for no key update;
  if new.active and new.share + coalesce((select sum(v.share) from public.sequence_variants v where v.sequence_email_id = new.sequence_email_id and v.active and v.id <> new.id), 0) > 99 then
    raise exception 'The shares of the variants come to more than 99 %%: nothing is left for the text of the step itself.' using errcode = '23514', detail = '{"field": "share"}';
  elsif tg_op = 'INSERT' and (select count(*) from public.sequence_variants v where v.sequence_email_id = new.sequence_email_id) >= 5 then
    raise exception 'A step has at most 5 variants beside its own text.' using errcode = '23514';
  end if;
  new.version := case when tg_op = 'INSERT' then 1
    else old.version + ((new.subject, new.body, new.preview_text) is distinct from (old.subject, old.body, old.preview_text))::integer end;
  return new;
end
$function$;

comment on function private.keep_variant() is 'Trigger: a variant that was sent is not deleted, another text is another version, and a step has at most five variants, which come to at most 99 percent.';
