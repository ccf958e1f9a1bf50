-- Watched words hid behind signs in circles and boxes, flags, letters of Cherokee and two dozen other scripts, marks of any script, and signs for letters.

create or replace function private.plain_text(written text) returns text language sql immutable parallel safe set search_path = '' as $$
  select ' ' || btrim(regexp_replace(
    case when octet_length(written) = char_length(written) then lower(written) else translate(
      private.folded(translate(regexp_replace(private.visible_text(written), '[\u0483-\u0489\u0591-\u05bd\u064b-\u065f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f\ufff9-\ufffb]', '', 'g'), 'ΗΜΝΥΣς', 'hmnyes')),
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
      '੦੧੨੩੪੫੬੭੮੯૦૧૨૩૪૫૬૭૮૯௦௧௨௩௪௫௬௭௮௯౦౧౨౩౪౫౬౭౮౯೦೧೨೩೪೫೬೭೮೯൦൧൨൩൪൫൬൭൮൯໐໑໒໓໔໕໖໗໘໙၀၁၂၃၄၅၆၇၈၉០១២៣៤៥៦៧៨៩'
      '߀୦𑓐𑣠𜳰'
      '𜳱'
      'ƨƻϩ୨ᒿꙅꛯꝛ𜳲'
      'ȝʒзҙӡⳍꝫ𑣊𖼻𜳳'
      'чᏎꮞ𑣏𜳴'
      'ƽ𑣛𑣥𜳵'
      'бᏮⳓꮾ𑣕𑣦𜳶'
      '𐓺𑣆𜳷'
      'ȣ𐌚𜳸𞣋'
      'ⳋꝯ𑣌𑣖𑣩𜳹'
      'ǎȧɐʌλᗅᶏⱥⲁ𐊠𖽀𜳖🅐🅰🇦'
      'ƀƃƅѣҍᏏᖯᗷꞵꮟ𐊂𐊡𐌁𜳗🅑🅱🇧'
      'çȼҫⲥ𐊢𐌂𐐽𐔜𑣲𜳘🅒🅲🇨'
      'ðđƌɖδժᏧᑯᗞᗪꓒꮷ𜳙🅓🅳🇩'
      'ěǝɇəɛɜξэҿᶒⲉⴹꬲ𐊆𑣎𜳚🅔🅴🇪'
      'ϝᖴᵮẝꞙꬵ𐊇𐊥𐔥𑣂𜳛🅕🅵🇫'
      'ƍǥǧǵցᏀᏳᏻᶃꮐ𜳜🅖🅶🇬'
      'ħћӈӊիჩᏂᏲᏺᕼⱨⲏꚕꮒ𐋏𜳝🅗🅷🇭'
      'ǐюᛁᴉᵻᵼᶖⲓꙇ𐊊𐌉𐌠𖼨𜳞🅘🅸🇮'
      'ɉᒍ𜳟🅙🅹🇯'
      'ҟᛕⱪⲕꝁ𐔘𜳠🅚🅺🇰'
      'łƚɫլկוןإاٳߊᒪⳑⵏ𐊦𐑃𐔦𑣃𑣒𖼖𜳡𞣇🅛🅻🇱'
      'ϻӎᗰᛖᵯⲙ𐊰𐌑𜳢🅜🅼🇲'
      'ƞɳπилղռᵰⲛⲡ𐔓𜳣🅝🅽🇳'
      'øǒǿɔɵθσφфѳөסهھہەۿଠഠဝიჿዐᎤᎾᏫᴑⲟⴱⵁⵔ〇ꝋꬽꬾꭴꮎꮻ𐊒𐊫𐐬𐓪𐔖𑣈𑣗𜳤🅞🅾🇴'
      'րᑭᵽⲣꝑꝓ𐊕𜳥🅟🅿🇵'
      'ʠգⵕ𜳦🅠🆀🇶'
      'ɍɼяᎱᏒᖇᴦᵲⲅꭇꭈꮁꮢ𐓜𖼵𜳧🅡🆁🇷'
      'տჽᏕᵴꮥ𐊖𐑈𑣁𖼺𜳨🅢🆂🇸'
      'ŧțʈҭեᵵⱦⲧ𐊗𐊱𐌕𑣜𖼊𜳩🅣🆃🇹'
      'ǔʉʊμцնሀᏌᑌᵾꞟꭎꭒꮜ𐓶𑣘𖽂𜳪🅤🆄🇺'
      'טᐯⴸꛟ𐔝𑜆𑣀𖼈𜳫🅥🆅🇻'
      'ɯψшщѡѽաᏔⲱꝡꮤ𑓅𑜊𑜎𑜏𑣯𜳬🅦🆆🇼'
      'жᕁᕽᚷⲭⵝꭓ𐊐𐊴𐌗𐌢𐔧𑣬𜳭🅧🆇🇽'
      'ɏɣұყᎩᎽᶌỿⲩꭚꭹꮍ𐊲𑣄𖽃𜳮🅨🆈🇾'
      'ƶȥᵶ𐋵𑣉𜳯🅩🆉🇿',
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
      '012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789'
      '00000'
      '1'
      '222222222'
      '3333333333'
      '44444'
      '5555'
      '6666666'
      '777'
      '8888'
      '999999'
      'aaaaaaaaaaaaaaa'
      'bbbbbbbbbbbbbbbbb'
      'ccccccccccccc'
      'dddddddddddddddd'
      'eeeeeeeeeeeeeeeeeee'
      'ffffffffffffff'
      'gggggggggggggg'
      'hhhhhhhhhhhhhhhhhhh'
      'iiiiiiiiiiiiiiiii'
      'jjjjjj'
      'kkkkkkkkkk'
      'lllllllllllllllllllllllll'
      'mmmmmmmmmmmm'
      'nnnnnnnnnnnnnnn'
      'ooooooooooooooooooooooooooooooooooooooooooooooooo'
      'ppppppppppp'
      'qqqqqqq'
      'rrrrrrrrrrrrrrrrrrr'
      'sssssssssssss'
      'ttttttttttttttttt'
      'uuuuuuuuuuuuuuuuuuuuu'
      'vvvvvvvvvvvv'
      'wwwwwwwwwwwwwwwwwwww'
      'xxxxxxxxxxxxxxxxx'
      'yyyyyyyyyyyyyyyyyyy'
      'zzzzzzzzz') end,
    '[\s[:punct:]$+<=>^`|~‘’“”„«»‹›–—…·•¿¡。、，：；！？€£¥₿\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2100-\u2bff\u2e00-\u2e5d\u3001-\u303f\ufe30-\ufe6f\U0001f000-\U0001faff]+', ' ', 'g')) || ' '
$$;

create or replace function private.spellings(written text) returns text language plpgsql immutable parallel safe set search_path = '' as $$
declare
  upside_down constant text := 'ɐɔǝɟƃɥᴉɾʞɯɹʇʌʍʎqbpdun';
  read_as text := private.plain_text(written);
  signs text;
begin
  -- As it is seen: from right to left where a sign says so, and turned over.
  if written ~ '\u202e' then
    read_as := read_as || private.plain_text(reverse(written));
  end if;
  if written ~ '[ɐɔǝɟƃɥᴉɾʞɯɹʇʌʍʎ].?[ɐɔǝɟƃɥᴉɾʞɯɹʇʌʍʎ]' then
    read_as := read_as || private.plain_text(reverse(translate(lower(written), upside_down, 'acefghijkmrtvwybqdpnu')));
  end if;
  if written ~ '[a-z]I|[ΙІιıі]' then
    read_as := read_as || private.plain_text(regexp_replace(written, '(?<=[a-z])I|[ΙІιıі]', 'l', 'g'));
  end if;
  if written ~ '[[:alnum:]][@$!|€£¡+][[:alnum:]]|[@$!|€£¡+][[:alpha:]]' then
    -- At the end of a word they end it.
    signs := regexp_replace(written, '[!|+]+(?=[\s.,;:?)]|$)', ' ', 'g');
    read_as := read_as || private.plain_text(translate(signs, '@$!|€£¡+', 'asilelit')) || private.plain_text(translate(signs, '@$!|€£¡+', 'aslielit'));
  end if;
  -- From here on each goes on from all before it: disguises are worn together.
  if read_as ~ '[a-z][^\x01-\x7f]|[^\x01-\x7f][a-z]' then
    read_as := read_as || regexp_replace(regexp_replace(read_as, '[^\x01-\x7f]+', '', 'g'), ' +', ' ', 'g');
  end if;
  if read_as ~ '[a-z][0-9]|[0-9][a-z]' or read_as ~ ' [a-z] [0-9] | [0-9] [a-z] ' then
    read_as := read_as || translate(read_as, '01345789', 'oleastbg') || translate(read_as, '01345789', 'oieastbg');
  end if;
  if read_as ~ 'vv|rn' then
    read_as := read_as || replace(replace(read_as, 'vv', 'w'), 'rn', 'm');
  end if;
  if read_as ~ '([a-z])\1' then
    read_as := read_as || regexp_replace(read_as, '([a-z])\1+', '\1', 'g');
  end if;
  if read_as ~ ' [a-z] [a-z] [a-z] [a-z] ' then
    read_as := read_as || regexp_replace(read_as, '(?<= [a-z]) (?=[a-z] )', '', 'g');
  end if;
  return read_as;
end
$$;
comment on function private.spellings(text) is 'A text as watched words are looked for in it, followed by how else it can be read: from right to left or turned over, a capital I as l, signs and digits as letters, without signs of other scripts between letters, each letter once, letters set apart.';

create or replace function private.has_word(spelled text, needle text, matcher text) returns boolean language sql immutable parallel safe set search_path = '' as $$
  -- Several words are also looked for written as one, long ones with any of their letters stretched.
  select case when needle is null then spelled ~ matcher
    else strpos(spelled, needle) > 0
      or char_length(needle) > 7 and strpos(spelled, regexp_replace(needle, '([a-z])\1+', '\1', 'g')) > 0
      or strpos(btrim(needle), ' ') > 0
      and strpos(spelled, case when needle like ' %' then ' ' else '' end || replace(needle, ' ', '') || case when needle like '% ' then ' ' else '' end) > 0 end
$$;
comment on function private.has_word(text, text, text) is 'Whether a text, in all its spellings, holds a watched word.';
revoke execute on function private.has_word(text, text, text) from public, anon, authenticated;

create or replace function private.words_in(words text) returns setof public.watched_words language sql stable security definer set search_path = '' as $$
  select w.* from (select private.spellings(words) as plain offset 0) t join public.watched_words w on w.active and private.has_word(t.plain, w.needle, w.matcher)
$$;

create or replace function private.try_watched_word(word_id uuid) returns public.watched_words language plpgsql security definer set search_path = '' as $$
declare
  word public.watched_words;
  held integer;
  removed integer;
begin
  if not (select private.has_role('moderator')) then
    raise exception 'Only moderators try watched words.' using errcode = '42501';
  end if;
  select * into word from public.watched_words w where w.id = word_id;
  if not found then
    raise exception 'There is no such word.' using errcode = 'P0002';
  end if;
  select count(*), count(*) filter (where i.state in ('hidden', 'removed')) into held, removed
  from (
    select p.state, concat_ws(' ', p.title, p.body) as words from public.community_posts p where p.created_at > now() - interval '30 days'
    union all
    select c.state, c.body from public.post_comments c where c.created_at > now() - interval '30 days'
  ) i
  where private.has_word(private.spellings(i.words), word.needle, word.matcher);
  update public.watched_words w set tried_at = clock_timestamp(), tried_held = held, tried_removed = removed
  where w.id = word.id and w.pattern = word.pattern returning * into word;
  return word;
end
$$;

-- What the words are looked for by, anew.
alter table public.watched_words disable trigger user;
update public.watched_words set pattern = pattern;
alter table public.watched_words enable trigger user;
