-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.plain_text(written text)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE
 SET search_path TO ''
AS $function$
begin
  return ' ' || btrim(regexp_replace(
    case when octet_length(written) = char_length(written) then lower(written) else translate(private.folded(private.visible_text(written)),
      'аеорсухіјѕԁԛԝһӏкгѵмтвьн'
      'οαρεικτυχγηωνϲϳ'
      'ıɑɡǀʏҽёոօսհզքյ'
      'АВЕКМНОРСТУХІЈЅӀ'
      'ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ'
      '٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९০১২৩৪৫৬৭৮৯๐๑๒๓๔๕๖๗๘๙',
      'aeopcyxijsdqwhlkrvmtbbh'
      'oapeiktuxynwvcj'
      'iagiyeenouhqfj'
      'abekmhopctyxijsl'
      'abezhikmnoptyx'
      '01234567890123456789012345678901234567890123456789') end,
    '[\s[:punct:]$+<=>^`|~‘’“”„«»‹›–—…·•¿¡。、，：；！？€£¥₿]+', ' ', 'g')) || ' ';
end
$function$;

comment on function private.plain_text(written text) is 'A text as watched words are looked for in it: " one space between words ".';

grant execute on function private.plain_text(written text) to authenticated;
grant execute on function private.plain_text(written text) to service_role;
