-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.keep_lead_evidence()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if coalesce(private.context('door'), '') = 'merge' then
    return new;
  end if;
  if private.by_api() then
    if tg_op = 'INSERT' then
      new.added_by := auth.uid();
    elsif new.added_by is distinct from old.added_by and new.added_by is not null then
      new.added_by := old.added_by;
    end if;
    if new.consent = 'consented' and (tg_op = 'INSERT' or old.consent <> 'consented') and coalesce(private.context('door'), '') <> 'consent' then
      raise exception 'Consent needs its evidence: record when it was given, how, and in which words.' using errcode = '23514', detail = '{"field": "consent"}';
    end if;
    -- What a program scores is what its reasons come to. It leaves alone what a person made of it.
    if auth.uid() is null and (tg_op = 'INSERT' or new.score <> old.score or new.score_reasons is distinct from old.score_reasons) then
      new.score := (select least(100, greatest(0, coalesce(sum(case when jsonb_typeof(r -> 'points') = 'number' then (r ->> 'points')::numeric end), 0)))
        -- What is no list is refused by its rule.
        from jsonb_array_elements(case jsonb_typeof(new.score_reasons) when 'array' then new.score_reasons else '[]' end) r);
    end if;
  end if;
  if tg_op = 'UPDATE' and new.state <> old.state then
    if new.state = 'qualified' then new.qualified_at := coalesce(new.qualified_at, clock_timestamp()); end if;
    if new.state = 'contacted' then new.contacted_at := coalesce(new.contacted_at, clock_timestamp()); end if;
    if new.state = 'replied' then new.replied_at := coalesce(new.replied_at, clock_timestamp()); end if;
    if new.state = 'converted' then new.converted_at := coalesce(new.converted_at, clock_timestamp()); end if;
  end if;
  return new;
end
$function$;

comment on function private.keep_lead_evidence() is 'Trigger: consent needs its evidence, a program''s score is the sum of its reasons, who added a lead is kept, and a new state notes when it came.';
