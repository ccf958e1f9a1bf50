-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.only_review()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  -- What is computed is not there yet before the row is written.
  free constant text[] := array['review', 'review_note', 'reviewed_by', 'reviewed_at', 'reverted_at', 'updated_at', 'search', 'folded', 'sort_name', 'error_group'];
begin
  if coalesce(private.context('door'), '') in ('erase', 'merge') then
    if private.context('door') = 'erase' then
      new.changed := null;
    end if;
    return new;
  end if;
  if to_jsonb(new) - free is distinct from to_jsonb(old) - free then
    raise exception 'What a bot did cannot be changed; only its review can.' using errcode = '42501';
  end if;
  if private.context('door') = 'undo_review' then
    return new;
  end if;
  if new.review is distinct from old.review and auth.uid() is not null then
    new.reviewed_by := case when new.review = 'unreviewed' then null else auth.uid() end;
    new.reviewed_at := case when new.review = 'unreviewed' then null else clock_timestamp() end;
  end if;
  return new;
end
$function$;

comment on function private.only_review() is 'Trigger: a bot action can be reviewed and nothing else of it changed.';
