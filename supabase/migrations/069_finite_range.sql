-- 069 finite range
-- An infinite day gets an answer in words too; a new lead may be given its follow-up at once, as its form offers.

create or replace function private.check_range(from_date date, to_date date, time_zone text) returns void
language plpgsql stable set search_path = '' as $$
begin
  if from_date is null or to_date is null or not isfinite(from_date) or not isfinite(to_date) or from_date > to_date then
    raise exception 'The first day must not lie after the last.' using errcode = '22023', detail = '{"field": "from_date"}';
  elsif to_date - from_date > 1100 then
    raise exception 'Choose three years at the most.' using errcode = '22023', detail = '{"field": "from_date"}';
  elsif time_zone is null then
    raise exception 'Name a time zone.' using errcode = '22023', detail = '{"field": "time_zone"}';
  end if;
  begin
    perform now() at time zone time_zone;
  exception when invalid_parameter_value then
    raise exception 'There is no time zone "%".', time_zone using errcode = '22023', detail = '{"field": "time_zone"}';
  end;
end
$$;

grant insert (follow_up_on, follow_up_note) on public.leads to authenticated;
