-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.look_alike(address text)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE
 SET search_path TO ''
AS $function$
declare
  shown constant text := split_part(address, '@', 1) || '@' || private.shown_domain(split_part(address, '@', 2));
  latin constant text := translate(replace(shown, U&'i\0307', 'i'), 'аеорсухіјѕԁԛԝһӏкгѵмтвьοναρικτυχγηωϲϳıɑɡǀʏոօսհցզքյᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡᴢꭺᏼꮯꭰꭼꮐꮋꭻꮶꮮꮇꮲꮪꭲꮩꮃꮍꮓⲟסו০०੦௦౦೦๐ɩʋ໐', 'aeopcyxijsdqwhlkrvmtbbovapiktuxynwcjiagiynouhgqfjabcdefghijklmnoprstuvwzabcdeghjklmpstvwyzooloooooooivo');
begin
  return case when shown ~ '[^\x01-\x7f]' and latin ~ '^[\x01-\x7f]*$' then latin end;
end
$function$;

comment on function private.look_alike(address text) is 'The Latin address that one with letters of other scripts passes for; null where there is none.';
