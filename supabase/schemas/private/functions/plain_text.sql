-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.plain_text(written text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
 SET search_path TO ''
AS $function$
  select ' ' || btrim(regexp_replace(
    case when octet_length(written) = char_length(written) then lower(written) else translate(
      private.folded(regexp_replace(private.visible_text(written), '[\u0483-\u0489\u0591-\u05bd\u064b-\u065f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]', '', 'g')),
      'аеорсухіјѕԁԛԝһӏкгѵмтвьн'
      'οαρεικτυχγηωνϲϳ'
      'ıɑɡǀʏҽёոօսհզքյ'
      'АВЕКМНОРСТУХІЈЅӀ'
      'ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ'
      'ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡᴢ'
      'ɓɗƒɠɦɨɩʝƙɭɱŋɲƥɋɽʂƭʋʐƴßβζ'
      'пғԍүъқҝҡңҳ'
      'ᎪᏴᏟᎠᎬᎶᎻᎥᎫᏦᏞᎷᏢᎡᏚᎢᏙᎳᏃ'
      'ꭺᏼꮯꭰꭼꮆꮋꭵꭻꮶꮮꮇꮲꭱꮪꭲꮩꮃꮓ'
      'ꓮꓐꓚꓓꓰꓝꓖꓧꓲꓙꓗꓡꓟꓠꓳꓑꓣꓢꓔꓴꓦꓪꓫꓬꓜ'
      '٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९০১২৩৪৫৬৭৮৯๐๑๒๓๔๕๖๗๘๙'
      '੦੧੨੩੪੫੬੭੮੯૦૧૨૩૪૫૬૭૮૯௦௧௨௩௪௫௬௭௮௯౦౧౨౩౪౫౬౭౮౯೦೧೨೩೪೫೬೭೮೯൦൧൨൩൪൫൬൭൮൯໐໑໒໓໔໕໖໗໘໙၀၁၂၃၄၅၆၇၈၉០១២៣៤៥៦៧៨៩',
      'aeopcyxijsdqwhlkrvmtbbh'
      'oapeiktuxynwvcj'
      'iagiyeenouhqfj'
      'abekmhopctyxijsl'
      'abezhikmnoptyx'
      'abcdefghijklmnoprstuvwz'
      'bdfghiijklmnnpqrstvzysbz'
      'nfgybkkknx'
      'abcdeghijklmprstvwz'
      'abcdeghijklmprstvwz'
      'abcdefghijklmnoprstuvwxyz'
      '01234567890123456789012345678901234567890123456789'
      '012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789') end,
    '[\s[:punct:]$+<=>^`|~‘’“”„«»‹›–—…·•¿¡。、，：；！？€£¥₿\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2100-\u2bff\u2e00-\u2e5d\u3001-\u303f\ufe30-\ufe6f\U0001f000-\U0001faff]+', ' ', 'g')) || ' '
$function$;

comment on function private.plain_text(written text) is 'A text as watched words are looked for in it: " one space between words ".';

grant execute on function private.plain_text(written text) to authenticated;
grant execute on function private.plain_text(written text) to service_role;
