-- An address to upload to that was given before a suspension still took a file.

create or replace function private.keep_judged_file() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  was jsonb := case when tg_op = 'UPDATE' then to_jsonb(old) else '{}' end;
  becomes jsonb := to_jsonb(new);
begin
  -- Addresses to upload to hold for hours: whoever was suspended meanwhile brings nothing by them.
  if tg_op = 'INSERT' and new.bucket_id = 'pictures' and new.name ~ '^(profiles|posts)/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/'
    and private.is_suspended(split_part(new.name, '/', 2)::uuid) then
    raise exception 'This member is suspended and brings no pictures.' using errcode = '42501';
  elsif tg_op = 'INSERT' and new.bucket_id = 'pictures' and private.shows_judged_picture(new.name)
    or tg_op = 'UPDATE' and 'pictures' in (was ->> 'bucket_id', new.bucket_id)
      -- Of its facts those that come with another file.
      and (becomes -> 'bucket_id', becomes -> 'name', becomes -> 'version', becomes #> '{metadata,eTag}', becomes #> '{metadata,size}')
        is distinct from (was -> 'bucket_id', was -> 'name', was -> 'version', was #> '{metadata,eTag}', was #> '{metadata,size}')
      and (private.shows_judged_picture(was ->> 'name') or private.shows_judged_picture(new.name)) then
    raise exception 'What was judged shows the picture of this name. Give another one a name of its own.' using errcode = '42501';
  end if;
  return new;
end
$$;
comment on function private.keep_judged_file() is 'Trigger: no file comes to the place of a picture that was judged, nor from a suspended member, nor is one that was judged moved; it may be deleted.';
