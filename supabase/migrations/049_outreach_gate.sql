-- 046 outreach_gate
-- The only way to a mail: workers claim what is due, and this decides each by one function, the same that tells a person
-- why a mail was not sent. Results, runs and replies come in by functions too; nobody writes those rows, the service
-- included. A sequence starts only with what can be sent; a lead is enrolled only with a source and a ground.

-- ---------------------------------------------------------------------------------------
-- As in 038 and 039, but planned once a session: a function in SQL that others call is planned at every call.

create or replace function private.lower_case(written text) returns text
language plpgsql immutable parallel safe set search_path = '' as $$
begin
  if written ~ '^[\x01-\x7f]*$' then
    return lower(written collate "C");
  end if;
  return replace(translate(lower(written collate "C"),
    'ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮĴĶĹĻĽŁŃŅŇŊŌŎŐŒŔŖŘŚŜŞŠŢŤŦŨŪŬŮŰŲŴŶŸŹŻŽƁƂƄƆƇƉƊƋƎƏƐƑƓƔƖƗƘƜƝƟƠƢƤƦƧƩƬƮƯƱ'
    'ƲƳƵƷƸƼǍǏǑǓǕǗǙǛǞǠǢǤǦǨǪǬǮǴǶǷǸǺǼǾȀȂȄȆȈȊȌȎȐȒȔȖȘȚȜȞȠȢȤȦȨȪȬȮȰȲȺȻȽȾɁɃɄɅɆɈɊɌɎͰͲͶͿΆΈΉΊΌΎΏΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩΪΫϏϘϚϜϞϠϢϤϦϨϪϬϮϷ'
    'ϺϽϾϿЀЁЂЃЄЅІЇЈЉЊЋЌЍЎЏАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯѠѢѤѦѨѪѬѮѰѲѴѶѸѺѼѾҀҊҌҎҐҒҔҖҘҚҜҞҠҢҤҦҨҪҬҮҰҲҴҶҸҺҼҾӀӁӃӅӇӉӋӍӐӒӔӖӘӚӜӞӠӢӤӦӨӪӬӮ'
    'ӰӲӴӶӸӺӼӾԀԂԄԆԈԊԌԎԐԒԔԖԘԚԜԞԠԢԤԦԨԪԬԮԱԲԳԴԵԶԷԸԹԺԻԼԽԾԿՀՁՂՃՄՅՆՇՈՉՊՋՌՍՎՏՐՑՒՓՔՕՖႠႡႢႣႤႥႦႧႨႩႪႫႬႭႮႯႰႱႲႳႴႵႶႷႸႹႺႻႼႽႾႿჀჁჂჃჄჅჇჍᎠᎡᎢᎣᎤᎥᎦᎧᎨᎩ'
    'ᎪᎫᎬᎭᎮᎯᎰᎱᎲᎳᎴᎵᎶᎷᎸᎹᎺᎻᎼᎽᎾᎿᏀᏁᏂᏃᏄᏅᏆᏇᏈᏉᏊᏋᏌᏍᏎᏏᏐᏑᏒᏓᏔᏕᏖᏗᏘᏙᏚᏛᏜᏝᏞᏟᏠᏡᏢᏣᏤᏥᏦᏧᏨᏩᏪᏫᏬᏭᏮᏯᏰᏱᏲᏳᏴᏵᲉᲐᲑᲒᲓᲔᲕᲖᲗᲘᲙᲚᲛᲜᲝᲞᲟᲠᲡᲢᲣᲤᲥᲦᲧᲨᲩᲪᲫᲬᲭᲮᲯᲰᲱᲲᲳᲴᲵᲶᲷᲸᲹᲺ'
    'ᲽᲾᲿḀḂḄḆḈḊḌḎḐḒḔḖḘḚḜḞḠḢḤḦḨḪḬḮḰḲḴḶḸḺḼḾṀṂṄṆṈṊṌṎṐṒṔṖṘṚṜṞṠṢṤṦṨṪṬṮṰṲṴṶṸṺṼṾẀẂẄẆẈẊẌẎẐẒẔẞẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰ'
    'ỲỴỶỸỺỼỾἈἉἊἋἌἍἎἏἘἙἚἛἜἝἨἩἪἫἬἭἮἯἸἹἺἻἼἽἾἿὈὉὊὋὌὍὙὛὝὟὨὩὪὫὬὭὮὯᾈᾉᾊᾋᾌᾍᾎᾏᾘᾙᾚᾛᾜᾝᾞᾟᾨᾩᾪᾫᾬᾭᾮᾯᾸᾹᾺᾼῈῊῌῘῙῚῨῩῪῬῸῺῼℲↃⰀⰁⰂⰃⰄⰅⰆⰇⰈⰉⰊⰋⰌⰍⰎⰏⰐⰑⰒⰓⰔⰕ'
    'ⰖⰗⰘⰙⰚⰛⰜⰝⰞⰟⰠⰡⰢⰣⰤⰥⰦⰧⰨⰩⰪⰫⰬⰭⰮⰯⱠⱢⱣⱤⱧⱩⱫⱭⱮⱯⱰⱲⱵⱾⱿⲀⲂⲄⲆⲈⲊⲌⲎⲐⲒⲔⲖⲘⲚⲜⲞⲠⲢⲤⲦⲨⲪⲬⲮⲰⲲⲴⲶⲸⲺⲼⲾⳀⳂⳄⳆⳈⳊⳌⳎⳐⳒⳔⳖⳘⳚⳜⳞⳠⳢⳫⳭⳲꙀꙂꙄꙆꙈꙊꙌꙎꙐꙒꙔꙖꙘꙚꙜꙞꙠꙢꙤꙦꙨꙪꙬꚀꚂꚄ'
    'ꚆꚈꚊꚌꚎꚐꚒꚔꚖꚘꚚꜢꜤꜦꜨꜪꜬꜮꜲꜴꜶꜸꜺꜼꜾꝀꝂꝄꝆꝈꝊꝌꝎꝐꝒꝔꝖꝘꝚꝜꝞꝠꝢꝤꝦꝨꝪꝬꝮꝹꝻꝽꝾꞀꞂꞄꞆꞋꞍꞐꞒꞖꞘꞚꞜꞞꞠꞢꞤꞦꞨꞪꞫꞬꞭꞮꞰꞱꞲꞳꞴꞶꞸꞺꞼꞾꟀꟂꟄꟅꟆꟇꟉꟋꟌ꟎Ꟑ꟒꟔ꟖꟘꟚꟜꟵ𐐀𐐁𐐂𐐃𐐄𐐅𐐆𐐇𐐈𐐉𐐊𐐋𐐌𐐍𐐎𐐏'
    '𐐐𐐑𐐒𐐓𐐔𐐕𐐖𐐗𐐘𐐙𐐚𐐛𐐜𐐝𐐞𐐟𐐠𐐡𐐢𐐣𐐤𐐥𐐦𐐧𐒰𐒱𐒲𐒳𐒴𐒵𐒶𐒷𐒸𐒹𐒺𐒻𐒼𐒽𐒾𐒿𐓀𐓁𐓂𐓃𐓄𐓅𐓆𐓇𐓈𐓉𐓊𐓋𐓌𐓍𐓎𐓏𐓐𐓑𐓒𐓓𐕰𐕱𐕲𐕳𐕴𐕵𐕶𐕷𐕸𐕹𐕺𐕼𐕽𐕾𐕿𐖀𐖁𐖂𐖃𐖄𐖅𐖆𐖇𐖈𐖉𐖊𐖌𐖍𐖎𐖏𐖐𐖑𐖒𐖔𐖕𐲀𐲁𐲂𐲃𐲄𐲅𐲆𐲇𐲈𐲉𐲊𐲋𐲌𐲍𐲎𐲏𐲐𐲑𐲒𐲓𐲔𐲕𐲖𐲗𐲘'
    '𐲙𐲚𐲛𐲜𐲝𐲞𐲟𐲠𐲡𐲢𐲣𐲤𐲥𐲦𐲧𐲨𐲩𐲪𐲫𐲬𐲭𐲮𐲯𐲰𐲱𐲲𐵐𐵑𐵒𐵓𐵔𐵕𐵖𐵗𐵘𐵙𐵚𐵛𐵜𐵝𐵞𐵟𐵠𐵡𐵢𐵣𐵤𐵥𑢠𑢡𑢢𑢣𑢤𑢥𑢦𑢧𑢨𑢩𑢪𑢫𑢬𑢭𑢮𑢯𑢰𑢱𑢲𑢳𑢴𑢵𑢶𑢷𑢸𑢹𑢺𑢻𑢼𑢽𑢾𑢿𖹀𖹁𖹂𖹃𖹄𖹅𖹆𖹇𖹈𖹉𖹊𖹋𖹌𖹍𖹎𖹏𖹐𖹑𖹒𖹓𖹔𖹕𖹖𖹗𖹘𖹙𖹚𖹛𖹜𖹝𖹞𖹟𖺠𖺡𖺢𖺣𖺤𖺥𖺦𖺧'
    '𖺨𖺩𖺪𖺫𖺬𖺭𖺮𖺯𖺰𖺱𖺲𖺳𖺴𖺵𖺶𖺷𖺸𞤀𞤁𞤂𞤃𞤄𞤅𞤆𞤇𞤈𞤉𞤊𞤋𞤌𞤍𞤎𞤏𞤐𞤑𞤒𞤓𞤔𞤕𞤖𞤗𞤘𞤙𞤚𞤛𞤜𞤝𞤞𞤟𞤠𞤡',
    'àáâãäåæçèéêëìíîïðñòóôõöøùúûüýþāăąćĉċčďđēĕėęěĝğġģĥħĩīĭįĵķĺļľłńņňŋōŏőœŕŗřśŝşšţťŧũūŭůűųŵŷÿźżžɓƃƅɔƈɖɗƌǝəɛƒɠɣɩɨƙɯɲɵơƣƥʀƨʃƭʈưʊ'
    'ʋƴƶʒƹƽǎǐǒǔǖǘǚǜǟǡǣǥǧǩǫǭǯǵƕƿǹǻǽǿȁȃȅȇȉȋȍȏȑȓȕȗșțȝȟƞȣȥȧȩȫȭȯȱȳⱥȼƚⱦɂƀʉʌɇɉɋɍɏͱͳͷϳάέήίόύώαβγδεζηθικλμνξοπρστυφχψωϊϋϗϙϛϝϟϡϣϥϧϩϫϭϯϸ'
    'ϻͻͼͽѐёђѓєѕіїјљњћќѝўџабвгдежзийклмнопрстуфхцчшщъыьэюяѡѣѥѧѩѫѭѯѱѳѵѷѹѻѽѿҁҋҍҏґғҕҗҙқҝҟҡңҥҧҩҫҭүұҳҵҷҹһҽҿӏӂӄӆӈӊӌӎӑӓӕӗәӛӝӟӡӣӥӧөӫӭӯ'
    'ӱӳӵӷӹӻӽӿԁԃԅԇԉԋԍԏԑԓԕԗԙԛԝԟԡԣԥԧԩԫԭԯաբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆⴀⴁⴂⴃⴄⴅⴆⴇⴈⴉⴊⴋⴌⴍⴎⴏⴐⴑⴒⴓⴔⴕⴖⴗⴘⴙⴚⴛⴜⴝⴞⴟⴠⴡⴢⴣⴤⴥⴧⴭꭰꭱꭲꭳꭴꭵꭶꭷꭸꭹ'
    'ꭺꭻꭼꭽꭾꭿꮀꮁꮂꮃꮄꮅꮆꮇꮈꮉꮊꮋꮌꮍꮎꮏꮐꮑꮒꮓꮔꮕꮖꮗꮘꮙꮚꮛꮜꮝꮞꮟꮠꮡꮢꮣꮤꮥꮦꮧꮨꮩꮪꮫꮬꮭꮮꮯꮰꮱꮲꮳꮴꮵꮶꮷꮸꮹꮺꮻꮼꮽꮾꮿᏸᏹᏺᏻᏼᏽᲊაბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰჱჲჳჴჵჶჷჸჹჺ'
    'ჽჾჿḁḃḅḇḉḋḍḏḑḓḕḗḙḛḝḟḡḣḥḧḩḫḭḯḱḳḵḷḹḻḽḿṁṃṅṇṉṋṍṏṑṓṕṗṙṛṝṟṡṣṥṧṩṫṭṯṱṳṵṷṹṻṽṿẁẃẅẇẉẋẍẏẑẓẕßạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữự'
    'ỳỵỷỹỻỽỿἀἁἂἃἄἅἆἇἐἑἒἓἔἕἠἡἢἣἤἥἦἧἰἱἲἳἴἵἶἷὀὁὂὃὄὅὑὓὕὗὠὡὢὣὤὥὦὧᾀᾁᾂᾃᾄᾅᾆᾇᾐᾑᾒᾓᾔᾕᾖᾗᾠᾡᾢᾣᾤᾥᾦᾧᾰᾱὰᾳὲὴῃῐῑὶῠῡὺῥὸὼῳⅎↄⰰⰱⰲⰳⰴⰵⰶⰷⰸⰹⰺⰻⰼⰽⰾⰿⱀⱁⱂⱃⱄⱅ'
    'ⱆⱇⱈⱉⱊⱋⱌⱍⱎⱏⱐⱑⱒⱓⱔⱕⱖⱗⱘⱙⱚⱛⱜⱝⱞⱟⱡɫᵽɽⱨⱪⱬɑɱɐɒⱳⱶȿɀⲁⲃⲅⲇⲉⲋⲍⲏⲑⲓⲕⲗⲙⲛⲝⲟⲡⲣⲥⲧⲩⲫⲭⲯⲱⲳⲵⲷⲹⲻⲽⲿⳁⳃⳅⳇⳉⳋⳍⳏⳑⳓⳕⳗⳙⳛⳝⳟⳡⳣⳬⳮⳳꙁꙃꙅꙇꙉꙋꙍꙏꙑꙓꙕꙗꙙꙛꙝꙟꙡꙣꙥꙧꙩꙫꙭꚁꚃꚅ'
    'ꚇꚉꚋꚍꚏꚑꚓꚕꚗꚙꚛꜣꜥꜧꜩꜫꜭꜯꜳꜵꜷꜹꜻꜽꜿꝁꝃꝅꝇꝉꝋꝍꝏꝑꝓꝕꝗꝙꝛꝝꝟꝡꝣꝥꝧꝩꝫꝭꝯꝺꝼᵹꝿꞁꞃꞅꞇꞌɥꞑꞓꞗꞙꞛꞝꞟꞡꞣꞥꞧꞩɦɜɡɬɪʞʇʝꭓꞵꞷꞹꞻꞽꞿꟁꟃꞔʂᶎꟈꟊɤꟍ꟏ꟑꟓꟕꟗꟙꟛƛꟶ𐐨𐐩𐐪𐐫𐐬𐐭𐐮𐐯𐐰𐐱𐐲𐐳𐐴𐐵𐐶𐐷'
    '𐐸𐐹𐐺𐐻𐐼𐐽𐐾𐐿𐑀𐑁𐑂𐑃𐑄𐑅𐑆𐑇𐑈𐑉𐑊𐑋𐑌𐑍𐑎𐑏𐓘𐓙𐓚𐓛𐓜𐓝𐓞𐓟𐓠𐓡𐓢𐓣𐓤𐓥𐓦𐓧𐓨𐓩𐓪𐓫𐓬𐓭𐓮𐓯𐓰𐓱𐓲𐓳𐓴𐓵𐓶𐓷𐓸𐓹𐓺𐓻𐖗𐖘𐖙𐖚𐖛𐖜𐖝𐖞𐖟𐖠𐖡𐖣𐖤𐖥𐖦𐖧𐖨𐖩𐖪𐖫𐖬𐖭𐖮𐖯𐖰𐖱𐖳𐖴𐖵𐖶𐖷𐖸𐖹𐖻𐖼𐳀𐳁𐳂𐳃𐳄𐳅𐳆𐳇𐳈𐳉𐳊𐳋𐳌𐳍𐳎𐳏𐳐𐳑𐳒𐳓𐳔𐳕𐳖𐳗𐳘'
    '𐳙𐳚𐳛𐳜𐳝𐳞𐳟𐳠𐳡𐳢𐳣𐳤𐳥𐳦𐳧𐳨𐳩𐳪𐳫𐳬𐳭𐳮𐳯𐳰𐳱𐳲𐵰𐵱𐵲𐵳𐵴𐵵𐵶𐵷𐵸𐵹𐵺𐵻𐵼𐵽𐵾𐵿𐶀𐶁𐶂𐶃𐶄𐶅𑣀𑣁𑣂𑣃𑣄𑣅𑣆𑣇𑣈𑣉𑣊𑣋𑣌𑣍𑣎𑣏𑣐𑣑𑣒𑣓𑣔𑣕𑣖𑣗𑣘𑣙𑣚𑣛𑣜𑣝𑣞𑣟𖹠𖹡𖹢𖹣𖹤𖹥𖹦𖹧𖹨𖹩𖹪𖹫𖹬𖹭𖹮𖹯𖹰𖹱𖹲𖹳𖹴𖹵𖹶𖹷𖹸𖹹𖹺𖹻𖹼𖹽𖹾𖹿𖺻𖺼𖺽𖺾𖺿𖻀𖻁𖻂'
    '𖻃𖻄𖻅𖻆𖻇𖻈𖻉𖻊𖻋𖻌𖻍𖻎𖻏𖻐𖻑𖻒𖻓𞤢𞤣𞤤𞤥𞤦𞤧𞤨𞤩𞤪𞤫𞤬𞤭𞤮𞤯𞤰𞤱𞤲𞤳𞤴𞤵𞤶𞤷𞤸𞤹𞤺𞤻𞤼𞤽𞤾𞤿𞥀𞥁𞥂𞥃'), 'İ', 'i̇');
end
$$;
create or replace function private.visible_text(written text) returns text
language plpgsql immutable parallel safe set search_path = '' as $$
declare
  ignorable constant text := '[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]';
begin
  if written ~ '^[\x20-\x7e]*$' then
    return btrim(written);
  end if;
  return btrim(regexp_replace(regexp_replace(normalize(regexp_replace(written, ignorable, '', 'g'), NFKC), ignorable, '', 'g'),
    '[\s\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u2800\u3000\u0001-\u001f\u007f-\u009f]+', ' ', 'g'));
end
$$;
create or replace function private.contact_keys(email text, phone text, handle text, profile_url text, country text) returns text[]
language plpgsql stable security definer set search_path = '' as $$
declare
  keys text[] := '{}';
  part text;
begin
  if email is not null then
    part := private.mail_key(email);
    if part is not null then keys := keys || ('mail:' || part); end if;
  end if;
  if phone is not null then
    part := private.phone_key(phone, country);
    if part is not null then keys := keys || ('tel:' || part); end if;
  end if;
  if handle is not null then
    part := ltrim(private.fold_case(private.visible_text(handle)), '@ ');
    if part <> '' then keys := keys || ('handle:' || part); end if;
  end if;
  if profile_url is not null then
    part := regexp_replace(private.fold_case(private.visible_text(profile_url)), '^https?://(www\.)?|[?#].*$|/+$', '', 'g');
    if part <> '' then keys := keys || ('page:' || part); end if;
  end if;
  return keys;
end
$$;
create or replace function private.hashed_key(key text) returns text
language plpgsql stable security definer set search_path = '' as $$
begin
  return 'hash:' || encode(extensions.hmac(key, (select p.secret from private.pepper p), 'sha256'), 'hex');
end
$$;

-- ---------------------------------------------------------------------------------------
-- Senders

create table if not exists public.outreach_senders (
  id uuid primary key default gen_random_uuid(),
  email text not null unique check (email ~ '^[^[:space:]@]+@[^[:space:]@]+\.[^[:space:]@]+$' and char_length(email) <= 254),
  name text not null check (char_length(name) between 1 and 120),
  state text not null default 'active' check (state in ('active', 'paused', 'retired')),
  pause_reason text check (char_length(pause_reason) <= 300),
  daily_cap integer not null default 500 check (daily_cap between 1 and 10000),
  -- A new address begins with this many a day, and each day since its first use adds so many.
  ramp_start integer check (ramp_start between 1 and 10000),
  ramp_step integer not null default 20 check (ramp_step between 0 and 10000),
  min_gap_seconds integer not null default 0 check (min_gap_seconds between 0 and 86400),
  first_used_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table public.outreach_senders is 'The addresses that mail comes from: how much a day, how far apart, and whether they may.';
create index if not exists outreach_senders_created_idx on public.outreach_senders (created_at desc, id desc);
alter table public.outreach_senders enable row level security;
revoke all on public.outreach_senders from anon, authenticated, service_role;
grant select on public.outreach_senders to authenticated, service_role;
grant insert (email, name, daily_cap, ramp_start, ramp_step, min_gap_seconds) on public.outreach_senders to authenticated;
grant update (name, state, daily_cap, ramp_start, ramp_step, min_gap_seconds) on public.outreach_senders to authenticated;
drop policy if exists "outreach_senders select" on public.outreach_senders;
create policy "outreach_senders select" on public.outreach_senders for select to authenticated using ((select private.has_role('growth')));
drop policy if exists "outreach_senders insert" on public.outreach_senders;
create policy "outreach_senders insert" on public.outreach_senders for insert to authenticated with check ((select private.has_role('growth')));
drop policy if exists "outreach_senders update" on public.outreach_senders;
create policy "outreach_senders update" on public.outreach_senders for update to authenticated
  using ((select private.has_role('growth'))) with check ((select private.has_role('growth')));
create or replace trigger touch before update on public.outreach_senders for each row execute function private.touch();
create or replace trigger audit after insert or update or delete on public.outreach_senders for each row execute function private.audit('all');
insert into private.audit_readers (table_name, roles) values ('outreach_senders', '{growth}') on conflict do nothing;

-- ---------------------------------------------------------------------------------------
-- Columns

alter table public.outreach_sequences
  add column if not exists send_days smallint[] not null default '{1,2,3,4,5,6,7}'
    check (send_days <@ '{1,2,3,4,5,6,7}'::smallint[] and cardinality(send_days) > 0),
  add column if not exists allow_parallel boolean not null default false,
  add column if not exists pause_reason text check (char_length(pause_reason) <= 300);
comment on column public.outreach_sequences.send_days is 'Weekdays on which it sends, 1 for Monday to 7 for Sunday, in the zone of the lead.';
comment on column public.outreach_sequences.allow_parallel is 'Whether a lead may be in it who is in another active sequence.';
alter table public.sequence_emails add column if not exists version integer not null default 1;
comment on column public.sequence_emails.version is 'Counts the changes of its text; a mail that was sent names the one it had.';
alter table public.email_sends
  add column if not exists sequence_id uuid references public.outreach_sequences (id) on delete set null,
  add column if not exists sender_id uuid references public.outreach_senders (id) on delete set null,
  add column if not exists step smallint,
  add column if not exists step_version integer,
  add column if not exists body text,
  add column if not exists worker text check (char_length(worker) <= 120),
  add column if not exists unsubscribe_token uuid unique;
comment on column public.email_sends.body is 'The text as it was sent, with the lead''s own words in it.';
create index if not exists email_sends_sequence_idx on public.email_sends (sequence_id, queued_at desc);
create index if not exists email_sends_sender_idx on public.email_sends (sender_id, queued_at desc);
create index if not exists sequence_enrollments_due_idx on public.sequence_enrollments (sequence_id, next_send_at) where state = 'active';
alter table public.lead_sources
  add column if not exists terms_state text not null default 'unreviewed' check (terms_state in ('unreviewed', 'allowed', 'refused')),
  add column if not exists terms_reviewed_by uuid references public.staff_members (user_id) on delete set null,
  add column if not exists terms_reviewed_at timestamptz,
  add column if not exists terms_note text check (char_length(terms_note) <= 1000),
  add column if not exists silent_after_minutes integer not null default 15 check (silent_after_minutes between 1 and 1440);
comment on column public.lead_sources.terms_state is 'Whether somebody read the site''s terms of use and robots.txt, and whether they let us read it. Only then it is run.';
create index if not exists lead_sources_terms_reviewed_by_idx on public.lead_sources (terms_reviewed_by);
alter table public.leads
  add column if not exists added_by uuid references public.staff_members (user_id) on delete set null,
  add column if not exists notice_given_at timestamptz;
comment on column public.leads.added_by is 'Who added it by hand or from a file.';
comment on column public.leads.notice_given_at is 'GDPR Art. 14: when the person was told where their data is from; due within a month of being found.';
create index if not exists leads_added_by_idx on public.leads (added_by);

create or replace function private.error_fingerprint(kind text, message text) returns text
language sql immutable parallel safe set search_path = '' as $$
  select case when coalesce(kind, message) is not null then left(md5(coalesce(kind, '') || ' ' ||
    regexp_replace(regexp_replace(lower(coalesce(message, '')), 'https?://\S+|[0-9a-f]{8}-[0-9a-f-]{27}', '#', 'g'), '[0-9]+', '#', 'g')), 12) end
$$;
alter table public.scrape_runs
  add column if not exists worker text check (char_length(worker) <= 120),
  add column if not exists cost_minor bigint check (cost_minor >= 0),
  add column if not exists currency text check (currency ~ '^[A-Z]{3}$'),
  add column if not exists error_fingerprint text generated always as (private.error_fingerprint(error_kind, error_message)) stored;
comment on column public.scrape_runs.error_fingerprint is 'The same for failures that differ in numbers and addresses only.';
create index if not exists scrape_runs_fingerprint_idx on public.scrape_runs (error_fingerprint, queued_at desc) where error_fingerprint is not null;

-- Told by the request, since a definer function runs as the owner.
create or replace function private.by_api() returns boolean
language plpgsql stable set search_path = '' as $$
begin
  return auth.uid() is not null or coalesce(auth.role(), '') in ('service_role', 'authenticated', 'anon');
end
$$;

-- Every sequence has the sender that its address names.
create or replace function private.keep_sender() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  bare constant text := private.mail_address(new.from_email);
begin
  if bare is null then
    raise exception 'This is not one email address: %', left(new.from_email, 80) using errcode = '23514', detail = '{"field": "from_email"}';
  end if;
  new.from_email := bare;
  insert into public.outreach_senders (email, name) values (bare, new.from_name) on conflict do nothing;
  return new;
end
$$;
create or replace trigger keep_sender before insert or update of from_email on public.outreach_sequences
  for each row execute function private.keep_sender();
insert into public.outreach_senders (email, name)
  select distinct on (lower(from_email)) lower(from_email), from_name from public.outreach_sequences order by lower(from_email), created_at
  on conflict do nothing;

-- A zone of the world's list, not one that only looks like it.
create or replace function private.check_zone() returns trigger
language plpgsql set search_path = '' as $$
begin
  if not exists (select from pg_catalog.pg_timezone_names z where z.name = new.time_zone) then
    raise exception 'There is no time zone "%". Write it as Europe/Berlin.', new.time_zone using errcode = '23514', detail = '{"field": "time_zone"}';
  end if;
  return new;
end
$$;
update public.outreach_sequences s set time_zone = 'UTC' where not exists (select from pg_catalog.pg_timezone_names z where z.name = s.time_zone);
create or replace trigger check_zone before insert or update of time_zone on public.outreach_sequences
  for each row execute function private.check_zone();

-- ---------------------------------------------------------------------------------------
-- What a mail may hold

create table if not exists private.merge_fields (
  name text primary key,
  about text not null,
  -- Of a lead: may be missing, so it needs a fallback. What is always there has its value here or comes with the mail.
  of_lead boolean not null,
  value text
);
comment on table private.merge_fields is 'What may stand in double braces in a mail.';
alter table private.merge_fields enable row level security;
revoke all on private.merge_fields from anon, authenticated, service_role;
insert into private.merge_fields (name, about, of_lead, value) values
  ('first_name', 'Their first name', true, null), ('full_name', 'Their name', true, null), ('city', 'Their city', true, null),
  ('country', 'Their country', true, null), ('headline', 'What they say of themselves', true, null), ('interest', 'The first of their interests', true, null),
  ('source', 'Where we found them', true, null),
  ('unsubscribe_url', 'The link that ends it', false, 'https://introalignment.com/unsubscribe/'), ('postal_address', 'Our postal address', false, null),
  ('sender_name', 'Who writes', false, null), ('sample_url', 'An introduction to look at', false, 'https://introalignment.com/sample'),
  ('signup_url', 'Where to sign up', false, 'https://introalignment.com/join'), ('event_url', 'Our next evening', false, 'https://introalignment.com/events'),
  ('list_url', 'Our reading list', false, 'https://introalignment.com/reading-list'), ('map_url', 'A map of the walk', false, 'https://introalignment.com/map')
on conflict (name) do update set about = excluded.about, of_lead = excluded.of_lead;

create or replace function private.merge_value(field text, lead public.leads, sequence public.outreach_sequences, token uuid) returns text
language sql stable security definer set search_path = '' as $$
  select nullif(btrim(case field
    when 'first_name' then split_part(btrim(lead.full_name), ' ', 1)
    when 'full_name' then lead.full_name
    when 'city' then lead.city
    when 'country' then lead.country
    when 'headline' then lead.headline
    when 'interest' then lead.interests[1]
    when 'source' then (select s.name from public.lead_sources s where s.id = lead.source_id)
    when 'postal_address' then sequence.postal_address
    when 'sender_name' then sequence.from_name
    when 'unsubscribe_url' then (select m.value || token from private.merge_fields m where m.name = 'unsubscribe_url')
    else (select m.value from private.merge_fields m where m.name = field) end), '')
$$;

create or replace function private.render_mail(template text, lead public.leads, sequence public.outreach_sequences, token uuid) returns text
language plpgsql stable security definer set search_path = '' as $$
declare
  result text := '';
  rest text := template;
  found text[];
  place integer;
begin
  -- Piece by piece: what a lead's own words hold in braces is not read as a field.
  loop
    found := regexp_match(rest, '\{\{\s*([a-z_]+)\s*(?:\|([^{}]*))?\}\}');
    exit when found is null;
    place := (select length(split_part(rest, m[1], 1)) from regexp_match(rest, '(\{\{\s*[a-z_]+\s*(?:\|[^{}]*)?\}\})') m);
    result := result || left(rest, place) || coalesce(private.merge_value(found[1], lead, sequence, token), btrim(found[2]), '');
    rest := substr(rest, place + 1 + (select length(m[1]) from regexp_match(rest, '(\{\{\s*[a-z_]+\s*(?:\|[^{}]*)?\}\})') m));
  end loop;
  return result || rest;
end
$$;

-- What keeps a sequence from being sent, each as {code, words, email}.
create or replace function private.sequence_problems(sequence public.outreach_sequences) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  problems jsonb := '[]';
  step public.sequence_emails;
  sender_state text;
  field record;
begin
  select s.state into sender_state from public.outreach_senders s where s.email = sequence.from_email;
  if not exists (select from public.sequence_emails e where e.sequence_id = sequence.id and e.active) then
    problems := problems || jsonb_build_object('code', 'no_step', 'words', 'Write at least one email before activating this sequence.');
  end if;
  if char_length(btrim(sequence.postal_address)) < 10 then
    problems := problems || jsonb_build_object('code', 'no_postal_address', 'words', 'Give the postal address that stands in every email.');
  end if;
  if sender_state is distinct from 'active' then
    problems := problems || jsonb_build_object('code', 'sender', 'words', format('The sender %s is %s.', sequence.from_email, coalesce(sender_state, 'not known')));
  end if;
  if not exists (select from pg_catalog.pg_timezone_names z where z.name = sequence.time_zone) then
    problems := problems || jsonb_build_object('code', 'zone', 'words', format('There is no time zone "%s".', sequence.time_zone));
  end if;
  for step in select * from public.sequence_emails e where e.sequence_id = sequence.id and e.active order by e.position loop
    if private.visible_text(step.subject) = '' or private.visible_text(step.body) = '' then
      problems := problems || jsonb_build_object('code', 'empty', 'email', step.id, 'words', format('Email %s has no subject or no text.', step.position));
    end if;
    if step.body !~ '\{\{\s*unsubscribe_url\s*\}\}' then
      problems := problems || jsonb_build_object('code', 'no_unsubscribe', 'email', step.id,
        'words', format('Email %s has no link to unsubscribe: put {{unsubscribe_url}} into its text.', step.position));
    end if;
    for field in
      select distinct btrim(split_part(m[1], '|', 1)) as name, position('|' in m[1]) > 0 and btrim(split_part(m[1], '|', 2)) <> '' as has_fallback
      from regexp_matches(concat_ws(' ', step.subject, step.preview_text, step.body), '\{\{([^{}]*)\}\}', 'g') m
    loop
      if not exists (select from private.merge_fields f where f.name = field.name) then
        problems := problems || jsonb_build_object('code', 'unknown_field', 'email', step.id,
          'words', format('Email %s asks for {{%s}}, which is not a merge field.', step.position, field.name));
      elsif not field.has_fallback and exists (select from private.merge_fields f where f.name = field.name and f.of_lead) then
        problems := problems || jsonb_build_object('code', 'no_fallback', 'email', step.id, 'words',
          format('Email %s needs a fallback for {{%s}}, such as {{%2$s|there}}: %s of those enrolled would see it.', step.position, field.name,
            (select count(*) from public.sequence_enrollments e join public.leads l on l.id = e.lead_id
             where e.sequence_id = sequence.id and e.state in ('active', 'paused') and private.merge_value(field.name, l, sequence, null) is null)));
      end if;
    end loop;
    if regexp_replace(concat_ws(' ', step.subject, step.preview_text, step.body), '\{\{[^{}]*\}\}', '', 'g') ~ '\{\{|\}\}' then
      problems := problems || jsonb_build_object('code', 'braces', 'email', step.id, 'words', format('Email %s has braces that do not close.', step.position));
    end if;
  end loop;
  return problems;
end
$$;

create or replace function private.check_sequence(sequence_id uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  sequence public.outreach_sequences;
begin
  if not (select private.has_role('growth')) then
    raise exception 'Only growth may look at sequences.' using errcode = '42501';
  end if;
  select * into sequence from public.outreach_sequences s where s.id = check_sequence.sequence_id;
  if not found then
    raise exception 'This sequence does not exist any more.' using errcode = 'P0002';
  end if;
  return private.sequence_problems(sequence);
end
$$;
create or replace function public.check_sequence(sequence_id uuid) returns jsonb
language sql stable security invoker set search_path = '' as $$ select private.check_sequence(sequence_id) $$;
comment on function public.check_sequence(uuid) is 'What keeps a sequence from being activated: [{"code", "words", "email"}], empty where nothing does.';

create or replace function private.refuse_problems(sequence public.outreach_sequences) returns void
language plpgsql stable security definer set search_path = '' as $$
declare
  problems constant jsonb := private.sequence_problems(sequence);
begin
  if problems <> '[]' then
    raise exception '%', (select string_agg(p ->> 'words', ' ' order by n) from jsonb_array_elements(problems) with ordinality e (p, n) where n <= 4)
      using errcode = '23514', detail = jsonb_build_object('field', 'state', 'problems', problems)::text;
  end if;
end
$$;

create or replace function private.check_activation() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if new.state = 'active' and old.state <> 'active' then
    perform private.refuse_problems(new);
    new.activated_at := coalesce(new.activated_at, clock_timestamp());
    new.pause_reason := null;
  elsif new.state = 'active' and private.by_api() and (new.from_email, new.postal_address, new.time_zone) is distinct from (old.from_email, old.postal_address, old.time_zone) then
    perform private.refuse_problems(new);
  end if;
  return new;
end
$$;
create or replace trigger check_activation before update on public.outreach_sequences
  for each row execute function private.check_activation();

-- A change of a live sequence is checked as its activation was; a step that was sent stays, and counts its versions.
create or replace function private.keep_step() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'DELETE' then
    if exists (select from public.email_sends s where s.sequence_email_id = old.id) then
      raise exception 'This email was sent already, so it stays. Switch it off instead.' using errcode = '23514';
    end if;
    return old;
  end if;
  if tg_op = 'UPDATE' and (new.subject, new.body, new.preview_text) is distinct from (old.subject, old.body, old.preview_text) then
    new.version := old.version + 1;
  elsif tg_op = 'UPDATE' then
    new.version := old.version;
  end if;
  return new;
end
$$;
create or replace trigger keep_step before insert or update or delete on public.sequence_emails
  for each row execute function private.keep_step();
create or replace function private.check_live_step() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  sequence public.outreach_sequences;
begin
  select * into sequence from public.outreach_sequences s where s.id = case when tg_op = 'DELETE' then old.sequence_id else new.sequence_id end;
  if sequence.state = 'active' and private.by_api() then
    perform private.refuse_problems(sequence);
  end if;
  return null;
end
$$;
create or replace trigger check_live_step after insert or update or delete on public.sequence_emails
  for each row execute function private.check_live_step();
-- What the sample sequences lack.
update public.sequence_emails e set
    subject = regexp_replace(subject, '\{\{\s*first_name\s*\}\}', '{{first_name|there}}', 'g'),
    preview_text = regexp_replace(preview_text, '\{\{\s*first_name\s*\}\}', '{{first_name|there}}', 'g'),
    body = regexp_replace(body, '\{\{\s*first_name\s*\}\}', '{{first_name|there}}', 'g')
  where concat(subject, preview_text, body) ~ '\{\{\s*first_name\s*\}\}';

-- ---------------------------------------------------------------------------------------
-- The gate

create or replace function private.lead_zone(country text, otherwise text) returns text
language plpgsql stable security definer set search_path = '' as $$
begin
  return coalesce((select c.time_zone from private.countries c where c.code = lead_zone.country), otherwise);
end
$$;

-- The first moment from then on at which a sequence sends in this zone.
create or replace function private.next_opening(sequence public.outreach_sequences, zone text, from_time timestamptz) returns timestamptz
language plpgsql stable security definer set search_path = '' as $$
declare
  here constant timestamp := from_time at time zone zone;
  day date;
begin
  for n in 0..8 loop
    day := here::date + n;
    continue when extract(isodow from day)::smallint <> all (sequence.send_days);
    if n > 0 or here::time < sequence.send_from then
      return (day + sequence.send_from) at time zone zone;
    elsif here::time < sequence.send_until then
      return from_time;
    end if;
  end loop;
end
$$;

-- Why a lead may not be mailed at all: {code, words, unblock}; null where nothing stands against it.
create or replace function private.lead_block(lead public.leads) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  return case
    when lead.id is null then jsonb_build_object('code', 'no_lead', 'words', 'The lead does not exist any more.', 'unblock', null)
    when lead.email is null then jsonb_build_object('code', 'no_address', 'words', 'This lead has no email address, so it cannot be enrolled.', 'unblock', 'Add an email address.')
    when lead.consent = 'objected' or private.is_lead_suppressed(lead)
      then jsonb_build_object('code', 'suppressed', 'words', 'This lead must not be mailed: the address is suppressed.', 'unblock', 'An admin can lift the suppression, with a reason.')
    when lead.state in ('rejected', 'converted')
      then jsonb_build_object('code', 'wrong_state', 'words', format('This lead is %s, so it cannot be enrolled.', lead.state), 'unblock', 'Change the state of the lead.')
    when lead.source_id is null and lead.added_by is null
      then jsonb_build_object('code', 'no_provenance', 'words', 'Nobody knows where this lead is from, so it cannot be enrolled.', 'unblock', 'Give its source.')
    when lead.consent <> 'consented' and (select s.lawful_basis from public.lead_sources s where s.id = lead.source_id) = 'consent'
      then jsonb_build_object('code', 'no_provenance', 'words', 'Leads of this source are mailed with their consent only, and there is none on record.', 'unblock', 'Record the consent, with its evidence.')
    end;
end
$$;

-- How many more a sender and a sequence may mail today, and when the next one may go.
create or replace function private.sequence_block(sequence public.outreach_sequences, at timestamptz) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  sender public.outreach_senders;
  today constant timestamptz := (at at time zone sequence.time_zone)::date::timestamp at time zone sequence.time_zone;
  sent integer;
  cap integer;
  latest timestamptz;
begin
  if sequence.state <> 'active' then
    return jsonb_build_object('code', 'sequence_' || sequence.state, 'words', format('The sequence is %s.', sequence.state),
      'unblock', case sequence.state when 'archived' then null else 'Activate the sequence.' end);
  end if;
  select count(*) into sent from public.email_sends s where s.sequence_id = sequence.id and s.queued_at >= today and s.state <> 'skipped';
  if sent >= sequence.daily_cap then
    return jsonb_build_object('code', 'sequence_cap', 'words', format('The sequence has mailed its %s of today.', sequence.daily_cap),
      'unblock', 'It goes on tomorrow, or raise the cap.', 'due_at', today + interval '1 day');
  end if;
  select * into sender from public.outreach_senders s where s.email = sequence.from_email;
  if sender.state is distinct from 'active' then
    return jsonb_build_object('code', 'sender_paused', 'words', coalesce(format('The sender %s is %s. %s', sender.email, sender.state, sender.pause_reason), 'The sequence has no sender.'),
      'unblock', 'Activate the sender, or give the sequence another.');
  end if;
  cap := least(sender.daily_cap, case when sender.ramp_start is not null
    then sender.ramp_start + sender.ramp_step * coalesce((at::date - sender.first_used_at::date), 0) end);
  select count(*) filter (where s.queued_at >= date_trunc('day', at, 'UTC')), max(s.queued_at) into sent, latest from public.email_sends s
  where s.sender_id = sender.id and s.queued_at >= date_trunc('day', at, 'UTC') - interval '1 day' and s.state <> 'skipped';
  if sent >= cap then
    return jsonb_build_object('code', 'sender_cap', 'words', format('The sender %s has mailed its %s of today.', sender.email, cap),
      'unblock', 'It goes on tomorrow, or raise the cap.', 'due_at', date_trunc('day', at, 'UTC') + interval '1 day');
  elsif sender.min_gap_seconds > 0 and latest + sender.min_gap_seconds * interval '1 second' > at then
    return jsonb_build_object('code', 'sender_gap', 'words', format('The sender %s mails once in %s seconds.', sender.email, sender.min_gap_seconds),
      'unblock', 'It goes on by itself.', 'due_at', latest + sender.min_gap_seconds * interval '1 second');
  end if;
  return null;
end
$$;

-- The gate: what of an enrollment is due now. {verdict: due, waiting, blocked, reserved, sent or ended; …}.
create or replace function private.send_gate(e public.sequence_enrollments, at timestamptz) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  lead public.leads;
  sequence public.outreach_sequences;
  step public.sequence_emails;
  block jsonb;
  opening timestamptz;
begin
  if e.state = 'completed' then
    return jsonb_build_object('verdict', 'sent', 'words', 'All emails of the sequence were sent.');
  elsif e.state not in ('active', 'paused') then
    return jsonb_build_object('verdict', 'ended', 'code', e.state, 'words', coalesce(e.stop_reason, 'The enrollment ended: ' || e.state || '.'));
  end if;
  select * into sequence from public.outreach_sequences s where s.id = e.sequence_id;
  select * into lead from public.leads l where l.id = e.lead_id;
  block := private.lead_block(lead);
  if block is not null then
    return block || '{"verdict": "blocked"}';
  end if;
  if e.state = 'paused' then
    return jsonb_build_object('verdict', 'blocked', 'code', 'paused', 'words', 'The enrollment is paused.', 'unblock', 'Resume it.');
  end if;
  if exists (select from public.email_sends s where s.enrollment_id = e.id and s.state = 'queued') then
    return jsonb_build_object('verdict', 'reserved', 'code', 'reserved', 'words', 'A worker has the email and has not told yet what became of it.', 'unblock', 'It is decided within the hour.');
  end if;
  select * into step from public.sequence_emails m
  where m.sequence_id = e.sequence_id and m.active and m.position > e.current_step
    and not exists (select from public.email_sends s where s.enrollment_id = e.id and s.sequence_email_id = m.id and s.state not in ('skipped', 'failed'))
  order by m.position limit 1;
  if step.id is null then
    return jsonb_build_object('verdict', 'sent', 'words', 'All emails of the sequence were sent.');
  end if;
  block := case when sequence.state <> 'active' then private.sequence_block(sequence, at) end;
  if block is not null then
    return block || '{"verdict": "blocked"}';
  end if;
  if e.next_send_at is null or e.next_send_at > at then
    return jsonb_build_object('verdict', 'waiting', 'code', 'not_yet', 'due_at', e.next_send_at, 'step', step.position, 'words', 'The next email is not due yet.', 'unblock', 'It goes by itself.');
  end if;
  opening := private.next_opening(sequence, private.lead_zone(lead.country, sequence.time_zone), at);
  if opening > at then
    return jsonb_build_object('verdict', 'waiting', 'code', 'window', 'due_at', opening, 'step', step.position,
      'words', 'It is outside the hours in which the sequence sends where the lead lives.', 'unblock', 'It goes by itself.');
  end if;
  block := private.sequence_block(sequence, at);
  if block is not null then
    return block || '{"verdict": "blocked"}';
  end if;
  return jsonb_build_object('verdict', 'due', 'due_at', e.next_send_at, 'step', step.position, 'step_id', step.id, 'words', 'It is due now: the next worker takes it.');
end
$$;
comment on function private.send_gate(public.sequence_enrollments, timestamptz) is 'Whether the next mail of an enrollment may go at this moment, and if not, why. What claims ask and what why_not_sent answers.';

create or replace function private.why_not_sent(enrollment uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  e public.sequence_enrollments;
begin
  if not (select private.has_role('growth')) and coalesce(auth.role(), '') <> 'service_role' then
    raise exception 'Only growth may ask.' using errcode = '42501';
  end if;
  select * into e from public.sequence_enrollments s where s.id = enrollment;
  if not found then
    raise exception 'This enrollment does not exist.' using errcode = 'P0002';
  end if;
  return private.send_gate(e, now());
end
$$;
create or replace function public.why_not_sent(enrollment_id uuid) returns jsonb
language sql stable security invoker set search_path = '' as $$ select private.why_not_sent(enrollment_id) $$;
comment on function public.why_not_sent(uuid) is
  'What the gate says of an enrollment now: {"verdict": due, waiting, blocked, reserved, sent or ended, "code", "words", "unblock", "due_at"}.';

-- When the step after this one is due, for a lead of this country; null after the last.
create or replace function private.due_after(sequence public.outreach_sequences, step integer, country text, from_time timestamptz) returns timestamptz
language sql stable security definer set search_path = '' as $$
  select private.next_opening(sequence, private.lead_zone(country, sequence.time_zone), from_time + m.delay_days * interval '1 day')
  from public.sequence_emails m where m.sequence_id = sequence.id and m.active and m.position > step order by m.position limit 1
$$;

create or replace function private.check_enrollment() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  lead public.leads;
  sequence public.outreach_sequences;
  block jsonb;
begin
  if tg_op = 'UPDATE' and new.sequence_id <> old.sequence_id or tg_op = 'UPDATE' and new.lead_id <> old.lead_id then
    raise exception 'An enrollment stays with its lead and its sequence.' using errcode = '23514';
  end if;
  if new.state not in ('active', 'paused') or (tg_op = 'UPDATE' and new.state = old.state) then
    if tg_op = 'UPDATE' and new.state <> old.state then
      new.ended_at := coalesce(new.ended_at, clock_timestamp());
      new.next_send_at := null;
    end if;
    return new;
  end if;
  if coalesce(current_setting('app.door', true), '') = 'enrol' then
    return new;
  end if;
  -- Held until the end: a suppression of this moment waits, and finds the enrollment.
  select * into lead from public.leads l where l.id = new.lead_id for share;
  select * into sequence from public.outreach_sequences s where s.id = new.sequence_id;
  block := private.lead_block(lead);
  -- Past enrollments are brought in by the owner, of leads whose source nobody noted then.
  if block is not null and (private.by_api() or block ->> 'code' <> 'no_provenance') then
    raise exception '%', block ->> 'words' using errcode = '23514', detail = '{"field": "lead_id"}', hint = coalesce(block ->> 'unblock', '');
  elsif sequence.state = 'archived' then
    raise exception 'This sequence is archived, so nobody can be enrolled in it.' using errcode = '23514', detail = '{"field": "sequence_id"}';
  elsif sequence.state = 'draft' then
    raise exception 'This sequence is a draft, so nobody can be enrolled in it. Activate it first.' using errcode = '23514', detail = '{"field": "sequence_id"}';
  end if;
  if private.by_api() then
    if not sequence.allow_parallel and exists (
      select from public.sequence_enrollments o join public.outreach_sequences s on s.id = o.sequence_id
      where o.lead_id = new.lead_id and o.id <> new.id and o.state in ('active', 'paused') and not s.allow_parallel
    ) then
      raise exception 'This lead is in another sequence already.' using errcode = '23514', detail = '{"field": "lead_id"}';
    end if;
    if tg_op = 'INSERT' then
      new.current_step := 0;
      new.enrolled_at := clock_timestamp();
    end if;
    new.next_send_at := private.due_after(sequence, new.current_step, lead.country,
      case when tg_op = 'INSERT' then new.enrolled_at else coalesce((
        select max(s.sent_at) from public.email_sends s where s.enrollment_id = new.id), new.enrolled_at) end);
    if tg_op = 'UPDATE' then
      new.next_send_at := private.next_opening(sequence, private.lead_zone(lead.country, sequence.time_zone), greatest(new.next_send_at, now()));
    end if;
  end if;
  return new;
end
$$;

-- ---------------------------------------------------------------------------------------
-- Enrolling by filter

create or replace function private.enrol(sequence uuid, lead_ids uuid[], dry_run boolean) returns jsonb
language plpgsql security definer set search_path = '' set statement_timeout = '60s' as $$
declare
  target public.outreach_sequences;
  hashes boolean := exists (select from private.suppressed_keys k where k.key >= 'hash:' and k.key < 'hash;');
  answer jsonb;
begin
  if not (select private.has_role('growth')) then
    raise exception 'Only growth may enrol leads.' using errcode = '42501';
  end if;
  select * into target from public.outreach_sequences s where s.id = sequence for share;
  if not found then
    raise exception 'This sequence does not exist any more.' using errcode = 'P0002';
  elsif target.state in ('draft', 'archived') then
    raise exception 'This sequence is %, so nobody can be enrolled in it.', case target.state when 'draft' then 'a draft' else target.state end
      using errcode = '23514', detail = '{"field": "sequence_id"}';
  end if;
  if not dry_run then
    perform from public.leads l where l.id = any (lead_ids) order by l.id for share;
  end if;
  create temporary table if not exists enrolling (lead_id uuid, verdict text, country text) on commit drop;
  truncate pg_temp.enrolling;
  insert into pg_temp.enrolling
  with lead as (
    select l.id, l.email, l.consent, l.state, l.source_id, l.added_by, l.country, split_part(l.email, '@', 2) as domain
    from public.leads l where l.id = any (lead_ids)
  ), barred as (
    select k.lead_id from private.lead_keys k join private.suppressed_keys s on s.key = k.key where k.lead_id = any (lead_ids)
    union
    select l.id from lead l join (
      select d.domain from (select distinct lead.domain from lead where lead.domain <> '') d
      where exists (select from private.suppressed_keys s where s.key = any (private.lookup_keys('{}', 'x@' || d.domain)))
    ) d on d.domain = l.domain
    union
    select k.lead_id from private.lead_keys k join private.suppressed_keys s on s.key = private.hashed_key(k.key) where hashes and k.lead_id = any (lead_ids)
  )
  select l.id, case
      when exists (select from public.sequence_enrollments e where e.sequence_id = target.id and e.lead_id = l.id) then 'already_in'
      when l.consent = 'objected' or l.id in (select b.lead_id from barred b) then 'suppressed'
      when l.email is null then 'no_address'
      when l.state in ('rejected', 'converted') then 'wrong_state'
      when l.source_id is null and l.added_by is null
        or l.consent <> 'consented' and (select s.lawful_basis from public.lead_sources s where s.id = l.source_id) = 'consent' then 'no_provenance'
      when not target.allow_parallel and exists (
        select from public.sequence_enrollments e join public.outreach_sequences s on s.id = e.sequence_id
        where e.lead_id = l.id and e.state in ('active', 'paused') and not s.allow_parallel) then 'in_another_sequence'
      else 'enrolled' end, l.country
  from lead l;
  if not dry_run then
    perform set_config('app.door', 'enrol', true);
    with opening as (
      select c.country, private.due_after(target, 0, c.country, now()) as at from (select distinct n.country from pg_temp.enrolling n) c
    )
    insert into public.sequence_enrollments (sequence_id, lead_id, next_send_at, enrolled_by)
    select target.id, n.lead_id, o.at, auth.uid() from pg_temp.enrolling n join opening o on o.country is not distinct from n.country
    where n.verdict = 'enrolled' on conflict do nothing;
    perform set_config('app.door', '', true);
  end if;
  select jsonb_object_agg(g.name, jsonb_build_object('count', coalesce(v.n, 0), 'ids', coalesce(v.ids, '[]'))) into answer
  from unnest(array['enrolled', 'already_in', 'suppressed', 'no_address', 'no_provenance', 'in_another_sequence', 'wrong_state']) g (name)
  left join (select n.verdict, count(*) as n, jsonb_agg(n.lead_id order by n.lead_id) as ids from pg_temp.enrolling n group by 1) v on v.verdict = g.name;
  return answer || jsonb_build_object('dry_run', dry_run, 'sequence_id', target.id);
end
$$;
create or replace function public.enrol_leads(
  sequence_id uuid, filters jsonb default null, lead_ids uuid[] default null, dry_run boolean default true, relations jsonb default '{}'
) returns jsonb
language plpgsql security invoker set search_path = '' set statement_timeout = '60s' as $$
declare
  ids uuid[] := lead_ids;
begin
  if (filters is null) = (lead_ids is null) then
    raise exception 'Name the leads, or give a filter.' using errcode = '22023';
  end if;
  if filters is not null then
    execute format('select coalesce(array_agg(t.id), ''{}'') from public.leads t where %s', private.filter_condition('leads', jsonb_build_object('operator', 'and', 'value', filters), relations)) into ids;
  end if;
  return private.enrol(sequence_id, ids, dry_run);
end
$$;
comment on function public.enrol_leads(uuid, jsonb, uuid[], boolean, jsonb) is
  'Enrols the leads of a filter or of a list, or with dry_run only says what would come of it: a count and the ids for each of enrolled, already_in, suppressed, no_address, no_provenance, in_another_sequence and wrong_state. Repeating it changes nothing.';

create or replace function public.enrol_lead(lead_id uuid, sequence_id uuid) returns public.sequence_enrollments
language plpgsql security invoker set search_path = '' as $$
declare
  enrollment public.sequence_enrollments;
begin
  insert into public.sequence_enrollments (sequence_id, lead_id) values (enrol_lead.sequence_id, enrol_lead.lead_id) returning * into enrollment;
  return enrollment;
exception when unique_violation then
  raise exception 'This lead is or was in this sequence already.' using errcode = '23514';
end
$$;
comment on function public.enrol_lead(uuid, uuid) is 'Enrols one lead; refused with the reason where it may not be mailed.';

-- ---------------------------------------------------------------------------------------
-- Claims and reports

create or replace function private.claim_due_sends(n integer, worker text) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  moment timestamptz;
  sequence public.outreach_sequences;
  sender public.outreach_senders;
  e public.sequence_enrollments;
  lead public.leads;
  step public.sequence_emails;
  gate jsonb;
  token uuid;
  send public.email_sends;
  claimed jsonb := '[]';
begin
  if n is null or n not between 1 and 1000 or char_length(btrim(coalesce(worker, ''))) not between 1 and 120 then
    raise exception 'Claim 1 to 1000 mails, and give the name of the worker.' using errcode = '22023';
  end if;
  -- Whoever counts what a sequence and its sender have sent today holds both: two claims never pass a cap together.
  for sequence in
    select * from public.outreach_sequences s where s.state = 'active'
      and exists (select from public.sequence_enrollments x where x.sequence_id = s.id and x.state = 'active' and x.next_send_at <= now())
    order by s.id for no key update
  loop
    exit when jsonb_array_length(claimed) >= n;
    select * into sender from public.outreach_senders s where s.email = sequence.from_email for no key update;
    moment := clock_timestamp();
    continue when private.sequence_block(sequence, moment) is not null;
    for e in
      select * from public.sequence_enrollments x where x.sequence_id = sequence.id and x.state = 'active' and x.next_send_at <= moment
      order by x.next_send_at, x.id limit (n - jsonb_array_length(claimed)) * 2 + 20 for no key update skip locked
    loop
      exit when jsonb_array_length(claimed) >= n;
      -- A lead that somebody is changing at this moment may be on the way to being suppressed: the next claim sees.
      select * into lead from public.leads l where l.id = e.lead_id for share skip locked;
      continue when not found;
      gate := private.send_gate(e, clock_timestamp());
      if gate ->> 'verdict' = 'due' then
        select * into step from public.sequence_emails m where m.id = (gate ->> 'step_id')::uuid;
        token := gen_random_uuid();
        insert into public.email_sends (lead_id, enrollment_id, sequence_email_id, sequence_id, sender_id, step, step_version, to_email, subject, body, worker, unsubscribe_token, queued_at)
        values (lead.id, e.id, step.id, sequence.id, sender.id, step.position, step.version, lead.email,
          left(coalesce(nullif(regexp_replace(private.render_mail(step.subject, lead, sequence, token), '\s+', ' ', 'g'), ''), '(no subject)'), 200),
          private.render_mail(step.body, lead, sequence, token)
            || case when step.body ~ '\{\{\s*postal_address' then '' else E'\n\n' || sequence.postal_address end,
          btrim(worker), token, clock_timestamp())
        returning * into send;
        if send.state <> 'queued' then
          continue;
        end if;
        update public.sequence_enrollments x set next_send_at = null where x.id = e.id;
        if sender.first_used_at is null then
          update public.outreach_senders s set first_used_at = now() where s.id = sender.id returning s.* into sender;
        end if;
        claimed := claimed || jsonb_build_object('id', send.id, 'enrollment_id', e.id, 'lead_id', lead.id, 'sequence_id', sequence.id, 'step', step.position,
          'step_version', step.version, 'to_email', send.to_email, 'from_name', sequence.from_name, 'from_email', sequence.from_email, 'reply_to', sequence.reply_to,
          'subject', send.subject, 'preview_text', private.render_mail(step.preview_text, lead, sequence, token), 'body', send.body,
          'unsubscribe_url', private.merge_value('unsubscribe_url', lead, sequence, token), 'claimed_at', send.queued_at);
      elsif gate ->> 'verdict' = 'waiting' then
        update public.sequence_enrollments x set next_send_at = (gate ->> 'due_at')::timestamptz where x.id = e.id;
      elsif gate ->> 'verdict' = 'sent' then
        update public.sequence_enrollments x set state = 'completed' where x.id = e.id;
      elsif gate ->> 'code' in ('suppressed', 'no_address', 'wrong_state') then
        update public.sequence_enrollments x set state = 'stopped', stop_reason = gate ->> 'words' where x.id = e.id;
      elsif gate ->> 'code' = 'no_provenance' then
        update public.sequence_enrollments x set state = 'paused', stop_reason = gate ->> 'words' where x.id = e.id;
      elsif gate ->> 'code' in ('sequence_cap', 'sender_cap', 'sender_gap', 'sender_paused') then
        exit;
      end if;
    end loop;
  end loop;
  return claimed;
end
$$;
create or replace function public.claim_due_sends(n integer default 50, worker text default 'worker') returns jsonb
language sql security invoker set search_path = '' as $$ select private.claim_due_sends(n, worker) $$;
comment on function public.claim_due_sends(integer, text) is
  'Workers only: reserves up to n mails that are due and answers them whole, as a list. What became of each is told by report_send.';

-- A sender or a sequence whose mail bounces or is complained about too often stops by itself.
create or replace function private.watch_health(send public.email_sends) returns void
language plpgsql security definer set search_path = '' as $$
declare
  figures record;
  words text;
begin
  select count(*) as sent, count(*) filter (where r.state = 'bounced') as bounced, count(*) filter (where r.state = 'complained') as complained into figures
  from (select s.state from public.email_sends s where s.sender_id = send.sender_id and s.sent_at is not null order by s.queued_at desc limit 200) r;
  words := private.health_words(figures.sent, figures.bounced, figures.complained);
  if words is not null then
    update public.outreach_senders s set state = 'paused', pause_reason = words where s.id = send.sender_id and s.state = 'active';
  end if;
  select count(*) as sent, count(*) filter (where r.state = 'bounced') as bounced, count(*) filter (where r.state = 'complained') as complained into figures
  from (select s.state from public.email_sends s where s.sequence_id = send.sequence_id and s.sent_at is not null order by s.queued_at desc limit 200) r;
  words := private.health_words(figures.sent, figures.bounced, figures.complained);
  if words is not null then
    update public.outreach_sequences s set state = 'paused', pause_reason = words where s.id = send.sequence_id and s.state = 'active';
  end if;
end
$$;
create or replace function private.health_words(sent bigint, bounced bigint, complained bigint) returns text
language sql immutable set search_path = '' as $$
  select case
    when sent < 20 then null
    when bounced > sent * 0.05 then format('Paused by itself: %s of the last %s emails bounced (%s %%, the limit is 5 %%).', bounced, sent, round(100.0 * bounced / sent, 1))
    when complained > sent * 0.003 then format('Paused by itself: %s of the last %s emails were complained about (%s %%, the limit is 0.3 %%).', complained, sent, round(100.0 * complained / sent, 1))
    end
$$;

create or replace function private.report_send(send_id bigint, event text, at timestamptz, provider_id text, detail text) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  send public.email_sends;
  e public.sequence_enrollments;
  sequence public.outreach_sequences;
  lead public.leads;
  moment timestamptz;
  order_of constant jsonb := '{"queued": 0, "failed": 1, "skipped": 1, "sent": 1, "delivered": 2, "opened": 3, "clicked": 4, "bounced": 5, "complained": 6}';
  next_state text;
begin
  if event is null or event not in ('sending', 'sent', 'delivered', 'opened', 'clicked', 'bounced', 'complained', 'failed') then
    raise exception 'Tell one of: sending, sent, delivered, opened, clicked, bounced, complained, failed.' using errcode = '22023';
  end if;
  -- The lead first, as everybody who suppresses does.
  select l.* into lead from public.leads l join public.email_sends s on s.lead_id = l.id where s.id = send_id for no key update of l;
  select * into send from public.email_sends s where s.id = send_id for update;
  if send.id is null then
    raise exception 'There is no such mail.' using errcode = 'P0002';
  end if;
  moment := greatest(least(coalesce(at, now()), clock_timestamp()), send.queued_at);
  if event = 'sending' then
    return jsonb_build_object('id', send.id, 'state', send.state, 'go', send.state = 'queued', 'why', send.reason);
  end if;
  if send.state = 'skipped' or send.state = 'failed' then
    if event = 'sent' and send.state = 'skipped' then
      update public.email_sends s set reason = left(coalesce(s.reason, '') || '; the worker says that it had left already', 300)
      where s.id = send.id and s.reason not like '%had left already' returning s.* into send;
    end if;
    if event not in ('bounced', 'complained') then
      return jsonb_build_object('id', send_id, 'state', (select s.state from public.email_sends s where s.id = send_id), 'accepted', false,
        'why', 'This mail was taken back before it was told sent.');
    end if;
    -- Somebody complains of it all the same: that counts, whatever became of the mail.
    insert into public.outreach_suppressions (email, reason, source)
    values (send.to_email, case event when 'bounced' then 'hard_bounce' else 'complained' end, case event when 'bounced' then 'mail server' else 'feedback loop' end)
    on conflict do nothing;
    return jsonb_build_object('id', send_id, 'state', send.state, 'accepted', true);
  end if;
  if event = 'failed' then
    if send.state <> 'queued' then
      return jsonb_build_object('id', send.id, 'state', send.state, 'accepted', false, 'why', 'This mail was told sent.');
    end if;
    update public.email_sends s set state = 'failed', reason = left(coalesce(nullif(btrim(detail), ''), 'The worker gave no reason'), 300), failed_at = moment where s.id = send.id;
    if (select count(*) from public.email_sends s where s.enrollment_id = send.enrollment_id and s.sequence_email_id = send.sequence_email_id and s.state = 'failed') >= 3 then
      update public.sequence_enrollments x set state = 'paused', stop_reason = 'The email failed three times' where x.id = send.enrollment_id and x.state = 'active';
    else
      update public.sequence_enrollments x set next_send_at = now() + interval '1 hour' where x.id = send.enrollment_id and x.state = 'active';
    end if;
    return jsonb_build_object('id', send.id, 'state', 'failed', 'accepted', true);
  end if;
  if send.state = 'queued' then
    -- Whatever is told of it first: it has left.
    update public.email_sends s set state = 'sent', sent_at = moment, message_id = coalesce(s.message_id, left(provider_id, 200)) where s.id = send.id returning s.* into send;
    select * into e from public.sequence_enrollments x where x.id = send.enrollment_id for no key update;
    select * into sequence from public.outreach_sequences s where s.id = e.sequence_id;
    if e.state = 'active' then
      update public.sequence_enrollments x set current_step = greatest(x.current_step, send.step),
        next_send_at = private.due_after(sequence, send.step, lead.country, moment) where x.id = e.id;
      if not exists (select from public.sequence_emails m where m.sequence_id = e.sequence_id and m.active and m.position > send.step) then
        update public.sequence_enrollments x set state = 'completed' where x.id = e.id;
      end if;
    end if;
    update public.leads l set state = 'contacted' where l.id = lead.id and l.state in ('new', 'qualified');
    update public.leads l set contacted_at = coalesce(l.contacted_at, moment), notice_given_at = coalesce(l.notice_given_at, moment) where l.id = lead.id;
  end if;
  if event in ('bounced', 'complained') and coalesce(btrim(detail), '') = '' then
    detail := case event when 'bounced' then 'Bounced, no reason given' else 'Complained, no reason given' end;
  end if;
  next_state := case when (order_of ->> event)::integer > (order_of ->> send.state)::integer and not (event = 'bounced' and send.state in ('opened', 'clicked')) then event else send.state end;
  update public.email_sends s set
    state = next_state,
    reason = case when event in ('bounced', 'complained') then left(detail, 300) else s.reason end,
    delivered_at = case when event = 'delivered' then coalesce(s.delivered_at, moment) else s.delivered_at end,
    opened_at = case when event = 'opened' then coalesce(s.opened_at, moment) else s.opened_at end,
    clicked_at = case when event = 'clicked' then coalesce(s.clicked_at, moment) else s.clicked_at end,
    failed_at = case when event = 'bounced' then coalesce(s.failed_at, moment) else s.failed_at end
  where s.id = send.id returning s.* into send;
  if event in ('bounced', 'complained') then
    if (select count(*) from public.email_sends s where s.lead_id = send.lead_id and s.state = 'bounced') >= 3 then
      update public.sequence_enrollments x set state = 'bounced', stop_reason = 'Three emails bounced' where x.lead_id = send.lead_id and x.state in ('active', 'paused');
    end if;
    perform private.watch_health(send);
  end if;
  return jsonb_build_object('id', send.id, 'state', send.state, 'accepted', true);
end
$$;
create or replace function public.report_send(id bigint, event text, at timestamptz default null, provider_id text default null, detail text default null) returns jsonb
language sql security invoker set search_path = '' as $$ select private.report_send(id, event, at, provider_id, detail) $$;
comment on function public.report_send(bigint, text, timestamptz, text, text) is
  'Workers only: what became of a mail. sending asks once more before it goes ({"go"}); sent, delivered, opened, clicked, bounced, complained and failed are kept. Told twice, it counts once.';
insert into public.state_transitions (table_name, from_state, to_state) values ('email_sends', 'bounced', 'complained') on conflict do nothing;

create or replace function private.unsubscribe(token uuid) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  lead public.leads;
  address text;
begin
  select s.to_email into address from public.email_sends s where s.unsubscribe_token = token;
  if not found then
    return false;
  end if;
  select l.* into lead from public.leads l join public.email_sends s on s.lead_id = l.id where s.unsubscribe_token = token;
  if lead.id is not null then
    perform private.suppress_person(lead, 'unsubscribed', 'link in the mail', null);
  end if;
  insert into public.outreach_suppressions (email, reason, source) values (address, 'unsubscribed', 'link in the mail') on conflict do nothing;
  return true;
end
$$;
create or replace function public.unsubscribe(token uuid) returns boolean
language sql security invoker set search_path = '' as $$ select private.unsubscribe(token) $$;
comment on function public.unsubscribe(uuid) is 'For the page behind the link in a mail: whoever got it is never mailed again. Whether there is such a link.';

-- ---------------------------------------------------------------------------------------
-- Replies

create or replace function private.record_response(
  lead_id uuid, send_id bigint, from_email text, channel text, subject text, body text, intent text, sentiment text, at timestamptz, back_on date
) returns public.outreach_responses
language plpgsql security definer set search_path = '' as $$
declare
  person uuid := lead_id;
  response public.outreach_responses;
begin
  if not (select private.has_role('growth')) and coalesce(auth.role(), '') <> 'service_role' then
    raise exception 'Only growth and workers may record a reply.' using errcode = '42501';
  end if;
  person := coalesce(person, (select s.lead_id from public.email_sends s where s.id = send_id),
    (select k.lead_id from private.lead_keys k where k.key = 'mail:' || private.mail_key(from_email) limit 1));
  if person is null then
    raise exception 'Nobody knows whose reply this is.' using errcode = 'P0002';
  end if;
  perform from public.leads l where l.id = person for no key update;
  insert into public.outreach_responses (lead_id, email_send_id, channel, subject, body, intent, sentiment, received_at)
  values (person, send_id, coalesce(channel, 'email'), subject, body, coalesce(intent, 'other'), coalesce(sentiment, 'neutral'), least(coalesce(at, now()), now()))
  returning * into response;
  if response.intent = 'out_of_office' then
    update public.sequence_enrollments e set next_send_at = greatest(e.next_send_at,
      coalesce((back_on + 1)::timestamptz, now() + interval '7 days'))
    where e.lead_id = person and e.state = 'active' and e.next_send_at is not null;
  end if;
  return response;
end
$$;
create or replace function public.record_response(
  lead_id uuid default null, send_id bigint default null, from_email text default null, channel text default 'email', subject text default null,
  body text default null, intent text default 'other', sentiment text default 'neutral', at timestamptz default null, back_on date default null
) returns public.outreach_responses
language sql security invoker set search_path = '' as $$
  select private.record_response(lead_id, send_id, from_email, channel, subject, body, intent, sentiment, at, back_on)
$$;
comment on function public.record_response(uuid, bigint, text, text, text, text, text, text, timestamptz, date) is
  'A reply, of a lead that is named, or found by the mail that it answers or by the address it came from. It stops what is under way; an absence note delays it to the day it names, else by a week.';

create or replace function private.handle_response(response_id uuid, note text) returns public.outreach_responses
language plpgsql security definer set search_path = '' as $$
declare
  response public.outreach_responses;
begin
  if not (select private.has_role('growth')) then
    raise exception 'Only growth may handle replies.' using errcode = '42501';
  end if;
  select * into response from public.outreach_responses r where r.id = response_id for update;
  if not found then
    raise exception 'This reply does not exist any more.' using errcode = 'P0002';
  elsif response.handled_at is not null then
    raise exception 'This reply was handled already, by %.', coalesce((select s.full_name from public.staff_members s where s.user_id = response.handled_by), 'somebody')
      using errcode = 'PT409';
  end if;
  update public.outreach_responses r set handled_by = auth.uid(), handled_at = clock_timestamp(), handling_note = coalesce(nullif(btrim(note), ''), r.handling_note)
  where r.id = response_id returning r.* into response;
  return response;
end
$$;
create or replace function public.handle_response(response_id uuid, note text default null) returns public.outreach_responses
language sql security invoker set search_path = '' as $$ select private.handle_response(response_id, note) $$;
comment on function public.handle_response(uuid, text) is 'Marks a reply as handled, by whoever calls and now. Once.';

-- ---------------------------------------------------------------------------------------
-- Sources and runs

create or replace function private.review_source(source_id uuid, allowed boolean, note text) returns public.lead_sources
language plpgsql security definer set search_path = '' as $$
declare
  source public.lead_sources;
begin
  if not (select private.has_role('growth')) then
    raise exception 'Only growth may review a source.' using errcode = '42501';
  elsif allowed is null or char_length(btrim(coalesce(note, ''))) < 3 then
    raise exception 'Say what its terms and its robots.txt say.' using errcode = '23514', detail = '{"field": "note"}';
  end if;
  update public.lead_sources s set terms_state = case when allowed then 'allowed' else 'refused' end, terms_reviewed_by = auth.uid(),
    terms_reviewed_at = clock_timestamp(), terms_note = left(btrim(note), 1000)
  where s.id = source_id returning s.* into source;
  if source.id is null then
    raise exception 'This source does not exist any more.' using errcode = 'P0002';
  end if;
  return source;
end
$$;
create or replace function public.review_source(source_id uuid, allowed boolean, note text) returns public.lead_sources
language sql security invoker set search_path = '' as $$ select private.review_source(source_id, allowed, note) $$;
comment on function public.review_source(uuid, boolean, text) is 'Notes that somebody read a source''s terms and robots.txt, and whether they let us read it. Only then it is run.';

create or replace function private.check_run() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  source public.lead_sources;
begin
  if private.by_api() and (tg_op = 'INSERT' or new.state = 'running' and old.state <> 'running') then
    select * into source from public.lead_sources s where s.id = new.source_id;
    if source.terms_state <> 'allowed' then
      raise exception '%', case source.terms_state when 'refused' then 'The terms of this source do not let us read it.'
        else 'Nobody has reviewed the terms of this source yet, so it is not run.' end
        using errcode = '23514', detail = '{"field": "source_id"}', hint = 'Review its terms and robots.txt first.';
    elsif source.state not in ('active', 'paused') or source.state = 'paused' and new.trigger = 'schedule' then
      raise exception 'This source is %, so it cannot be run.', source.state using errcode = '23514';
    end if;
  end if;
  -- People cancel a run; all else comes from the worker that has it.
  if tg_op = 'UPDATE' and auth.uid() is not null and new.state <> old.state and new.state <> 'cancelled' then
    raise exception 'A person can only cancel a run; the worker tells the rest.' using errcode = '42501';
  end if;
  return new;
end
$$;
create or replace trigger check_run before insert or update of state on public.scrape_runs
  for each row execute function private.check_run();

create or replace function private.queue_run(source uuid, why text, earlier uuid) returns public.scrape_runs
language plpgsql security definer set search_path = '' as $$
declare
  run public.scrape_runs;
begin
  if not (select private.has_role('growth')) then
    raise exception 'Only growth may start a run.' using errcode = '42501';
  end if;
  insert into public.scrape_runs (source_id, trigger, requested_by, retry_of) values (source, why, auth.uid(), earlier) returning * into run;
  return run;
exception when unique_violation then
  raise exception 'A run of this source is already queued or running.' using errcode = '23514';
end
$$;
create or replace function public.retry_scrape_run(run_id uuid, reason text default null) returns public.scrape_runs
language plpgsql security invoker set search_path = '' as $$
declare
  run public.scrape_runs;
begin
  if not (select private.has_role('growth')) then
    raise exception 'Only growth may retry a run.' using errcode = '42501';
  end if;
  select * into run from public.scrape_runs r where r.id = run_id;
  if not found then
    raise exception 'This run does not exist any more.' using errcode = 'P0002';
  end if;
  if run.state not in ('failed', 'partial', 'cancelled') then
    raise exception 'Only a failed, partial or cancelled run can be retried; this one is %.', run.state using errcode = '23514';
  end if;
  perform set_config('app.reason', coalesce(reason, 'Retry of an earlier run'), true);
  return private.queue_run(run.source_id, 'retry', run.id);
end
$$;
create or replace function public.start_scrape_run(source_id uuid, reason text default null) returns public.scrape_runs
language plpgsql security invoker set search_path = '' as $$
begin
  if not (select private.has_role('growth')) then
    raise exception 'Only growth may start a run.' using errcode = '42501';
  end if;
  if not exists (select from public.lead_sources s where s.id = start_scrape_run.source_id) then
    raise exception 'This source does not exist any more.' using errcode = 'P0002';
  end if;
  perform set_config('app.reason', coalesce(reason, ''), true);
  return private.queue_run(source_id, 'manual', null);
end
$$;

create or replace function private.start_run(source uuid, worker text) returns public.scrape_runs
language plpgsql security definer set search_path = '' as $$
declare
  run public.scrape_runs;
begin
  if char_length(btrim(coalesce(worker, ''))) not between 1 and 120 then
    raise exception 'Give the name of the worker.' using errcode = '22023';
  end if;
  select * into run from public.scrape_runs r where r.source_id = source and r.state in ('queued', 'running') for update;
  if run.state = 'running' then
    raise exception 'A run of this source is already queued or running.' using errcode = '23514';
  elsif run.id is null then
    if not exists (select from public.lead_sources s where s.id = source) then
      raise exception 'This source does not exist any more.' using errcode = 'P0002';
    end if;
    begin
      insert into public.scrape_runs (source_id, trigger) values (source, 'schedule') returning * into run;
    exception when unique_violation then
      raise exception 'A run of this source is already queued or running.' using errcode = '23514';
    end;
  end if;
  update public.scrape_runs r set state = 'running', worker = btrim(start_run.worker), started_at = clock_timestamp(), heartbeat_at = clock_timestamp()
  where r.id = run.id returning r.* into run;
  return run;
end
$$;
create or replace function private.note_run_figures(run_id uuid, figures jsonb, line text, level text) returns public.scrape_runs
language plpgsql security definer set search_path = '' as $$
declare
  run public.scrape_runs;
begin
  select * into run from public.scrape_runs r where r.id = run_id for update;
  if not found then
    raise exception 'This run does not exist.' using errcode = 'P0002';
  elsif run.state <> 'running' then
    raise exception 'This run is % and takes nothing more.', run.state using errcode = 'PT409';
  end if;
  update public.scrape_runs r set heartbeat_at = clock_timestamp(),
    pages = coalesce((figures ->> 'pages')::integer, r.pages), found = coalesce((figures ->> 'found')::integer, r.found),
    new_leads = coalesce((figures ->> 'new_leads')::integer, r.new_leads), duplicates = coalesce((figures ->> 'duplicates')::integer, r.duplicates),
    errors = coalesce((figures ->> 'errors')::integer, r.errors),
    log = case when line is null or jsonb_array_length(r.log) >= 2000 then r.log
      else r.log || jsonb_build_object('at', clock_timestamp(), 'level', coalesce(level, 'info'), 'text', left(line, 1000)) end
  where r.id = run_id returning r.* into run;
  return run;
end
$$;
create or replace function private.finish_run(
  run_id uuid, outcome text, figures jsonb, error_kind text, error_message text, cost_minor bigint, currency text
) returns public.scrape_runs
language plpgsql security definer set search_path = '' as $$
declare
  run public.scrape_runs;
begin
  if outcome is null or outcome not in ('succeeded', 'partial', 'failed') then
    raise exception 'A run ends as succeeded, partial or failed.' using errcode = '22023';
  elsif (cost_minor is null) <> (currency is null) then
    raise exception 'A cost has an amount and a currency.' using errcode = '23514';
  end if;
  run := private.note_run_figures(run_id, figures, error_message, case outcome when 'failed' then 'error' else 'warning' end);
  update public.scrape_runs r set state = outcome, error_kind = left(finish_run.error_kind, 80), error_message = left(finish_run.error_message, 2000),
    cost_minor = finish_run.cost_minor, currency = finish_run.currency
  where r.id = run_id returning r.* into run;
  return run;
end
$$;
create or replace function public.start_run(source_id uuid, worker text) returns public.scrape_runs
language sql security invoker set search_path = '' as $$ select private.start_run(source_id, worker) $$;
comment on function public.start_run(uuid, text) is 'Workers only: begins the queued run of a source, or a scheduled one. Refused for a source whose terms nobody cleared.';
create or replace function public.beat_run(run_id uuid, figures jsonb default '{}', line text default null, level text default 'info') returns public.scrape_runs
language sql security invoker set search_path = '' as $$ select private.note_run_figures(run_id, figures, line, level) $$;
comment on function public.beat_run(uuid, jsonb, text, text) is 'Workers only: a sign of life of a run, with its figures so far and a line for its log.';
create or replace function public.finish_run(
  run_id uuid, outcome text, figures jsonb default '{}', error_kind text default null, error_message text default null, cost_minor bigint default null, currency text default null
) returns public.scrape_runs
language sql security invoker set search_path = '' as $$
  select private.finish_run(run_id, outcome, figures, error_kind, error_message, cost_minor, currency)
$$;
comment on function public.finish_run(uuid, text, jsonb, text, text, bigint, text) is 'Workers only: the end of a run: succeeded, partial or failed, with its figures, its error and its cost.';

create or replace function private.mark_missed() returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  silent integer;
  unstarted integer;
  unreported integer;
begin
  if not (select private.has_role('growth')) and coalesce(auth.role(), '') <> 'service_role' then
    raise exception 'Only growth and workers may do that.' using errcode = '42501';
  end if;
  perform set_config('request.jwt.claims', '', true), set_config('request.jwt.claim.sub', '', true), set_config('request.jwt.claim.role', '', true);
  update public.scrape_runs r set state = 'failed', error_kind = 'silent',
    error_message = 'No sign of life for ' || s.silent_after_minutes || ' minutes: the worker is taken for dead.'
  from public.lead_sources s
  where s.id = r.source_id and r.state = 'running' and coalesce(r.heartbeat_at, r.started_at) < now() - s.silent_after_minutes * interval '1 minute';
  get diagnostics silent = row_count;
  update public.scrape_runs r set state = 'failed', error_kind = 'never_started', error_message = 'It was queued for a day and no worker took it.'
  where r.state = 'queued' and r.queued_at < now() - interval '1 day';
  get diagnostics unstarted = row_count;
  with lost as (
    update public.email_sends s set state = 'failed', reason = 'The worker never told what became of it', failed_at = now()
    where s.state = 'queued' and s.worker is not null and s.queued_at < now() - interval '1 hour' returning s.enrollment_id
  )
  update public.sequence_enrollments e set state = 'paused', stop_reason = 'A worker never told what became of an email: it may have been sent'
  from lost where e.id = lost.enrollment_id and e.state = 'active';
  get diagnostics unreported = row_count;
  return jsonb_build_object('silent_runs', silent, 'unstarted_runs', unstarted, 'unreported_mails', unreported);
end
$$;
create or replace function public.mark_missed() returns jsonb
language sql security invoker set search_path = '' as $$ select private.mark_missed() $$;
comment on function public.mark_missed() is 'Marks runs without a sign of life, runs that never began, and mails whose worker never told what became of them.';

-- ---------------------------------------------------------------------------------------
-- Consent, scores and times of leads

create table if not exists public.lead_consents (
  id uuid primary key default gen_random_uuid(),
  lead_id uuid references public.leads (id) on delete set null,
  given_at timestamptz not null check (given_at <= recorded_at + interval '1 day'),
  how text not null check (char_length(how) between 3 and 200),
  words text not null check (char_length(words) between 3 and 2000),
  recorded_by uuid references public.staff_members (user_id) on delete set null,
  recorded_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table public.lead_consents is 'Evidence that somebody agreed to be written to: when, how, and in which words.';
create index if not exists lead_consents_lead_idx on public.lead_consents (lead_id, recorded_at desc);
create index if not exists lead_consents_recorded_by_idx on public.lead_consents (recorded_by);
alter table public.lead_consents enable row level security;
revoke all on public.lead_consents from anon, authenticated, service_role;
grant select on public.lead_consents to authenticated, service_role;
drop policy if exists "lead_consents select" on public.lead_consents;
create policy "lead_consents select" on public.lead_consents for select to authenticated using ((select private.has_role('growth')));
create or replace trigger touch before update on public.lead_consents for each row execute function private.touch();
create or replace trigger audit after insert or update or delete on public.lead_consents for each row execute function private.audit('all');
insert into private.audit_readers (table_name, roles) values ('lead_consents', '{growth}') on conflict do nothing;

create or replace function private.record_consent(lead_id uuid, given_at timestamptz, how text, words text) returns public.leads
language plpgsql security definer set search_path = '' as $$
declare
  lead public.leads;
begin
  if not (select private.has_role('growth')) then
    raise exception 'Only growth may record consent.' using errcode = '42501';
  end if;
  select * into lead from public.leads l where l.id = record_consent.lead_id for update;
  if not found then
    raise exception 'This lead does not exist any more.' using errcode = 'P0002';
  elsif char_length(btrim(coalesce(how, ''))) < 3 or char_length(btrim(coalesce(words, ''))) < 3 or given_at is null then
    raise exception 'Consent needs its evidence: when, how, and in which words.' using errcode = '23514', detail = '{"field": "words"}';
  elsif given_at > now() then
    raise exception 'Nobody agrees in the future.' using errcode = '23514', detail = '{"field": "given_at"}';
  elsif private.is_lead_suppressed(lead) then
    raise exception 'This person is suppressed. An admin lifts that first, with a reason.' using errcode = '23514';
  end if;
  insert into public.lead_consents (lead_id, given_at, how, words, recorded_by) values (lead.id, given_at, btrim(how), btrim(words), auth.uid());
  perform set_config('app.door', 'consent', true);
  update public.leads l set consent = 'consented' where l.id = lead.id returning l.* into lead;
  perform set_config('app.door', '', true);
  return lead;
end
$$;
create or replace function public.record_consent(lead_id uuid, given_at timestamptz, how text, words text) returns public.leads
language sql security invoker set search_path = '' as $$ select private.record_consent(lead_id, given_at, how, words) $$;
comment on function public.record_consent(uuid, timestamptz, text, text) is 'That a lead agreed to be written to, with the evidence: when, how, and in which words.';

create or replace function private.keep_objection() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  keys text[];
begin
  if tg_op = 'UPDATE' and old.consent = 'objected' and new.consent <> 'objected' and coalesce(current_setting('app.door', true), '') <> 'consent' then
    if coalesce(current_setting('app.import', true), '') = '' then
      raise exception 'This person has objected to being written to. Only consent that they give anew takes that back, once the suppression is lifted.'
        using errcode = '23514', detail = '{"field": "consent"}';
    end if;
    new.consent := 'objected';
  end if;
  if tg_op = 'UPDATE' and coalesce(current_setting('app.import', true), '') <> '' then
    new.state := old.state;
  end if;
  if new.consent = 'objected' or tg_op = 'UPDATE'
    and (new.email, new.phone, new.handle, new.profile_url, new.consent) is not distinct from (old.email, old.phone, old.handle, old.profile_url, old.consent) then
    return new;
  end if;
  keys := private.lookup_keys(private.contact_keys(new.email, new.phone, new.handle, new.profile_url, new.country), new.email);
  if exists (select from private.suppressed_keys k join public.outreach_suppressions s on s.id = k.suppression_id
    where k.key = any (keys) and s.reason in ('unsubscribed', 'objected', 'complained', 'legal') and s.kind <> 'domain') then
    new.consent := 'objected';
  end if;
  return new;
end
$$;
create or replace function private.keep_lead_evidence() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if private.by_api() then
    if tg_op = 'INSERT' then
      new.added_by := auth.uid();
    elsif new.added_by is distinct from old.added_by and new.added_by is not null then
      new.added_by := old.added_by;
    end if;
    if new.consent = 'consented' and (tg_op = 'INSERT' or old.consent <> 'consented') and coalesce(current_setting('app.door', true), '') <> 'consent' then
      raise exception 'Consent needs its evidence: record when it was given, how, and in which words.' using errcode = '23514', detail = '{"field": "consent"}';
    end if;
    -- What a program scores is what its reasons come to.
    if auth.uid() is null and new.score_reasons <> '[]' then
      new.score := (select least(100, greatest(0, coalesce(sum(case when jsonb_typeof(r -> 'points') = 'number' then (r ->> 'points')::numeric end), 0)))
        from jsonb_array_elements(new.score_reasons) r);
    end if;
  end if;
  if tg_op = 'UPDATE' and new.state <> old.state then
    if new.state = 'contacted' then new.contacted_at := coalesce(new.contacted_at, clock_timestamp()); end if;
    if new.state = 'replied' then new.replied_at := coalesce(new.replied_at, clock_timestamp()); end if;
    if new.state = 'converted' then new.converted_at := coalesce(new.converted_at, clock_timestamp()); end if;
  end if;
  return new;
end
$$;
-- After o_keep_objection: who objected has not consented.
create or replace trigger p_keep_evidence before insert or update on public.leads
  for each row execute function private.keep_lead_evidence();

-- Conversion and rejection end what is under way; a lead that is deleted leaves its mails and replies in the figures.
do $$
declare
  t text;
begin
  foreach t in array array['email_sends', 'outreach_responses'] loop
    execute format('alter table public.%I alter column lead_id drop not null', t);
    execute format('alter table public.%I drop constraint if exists %I', t, t || '_lead_id_fkey');
    execute format('alter table public.%I add constraint %I foreign key (lead_id) references public.leads (id) on delete set null', t, t || '_lead_id_fkey');
  end loop;
end
$$;

-- ---------------------------------------------------------------------------------------
-- Who may write what: columns, and doors for the rest

revoke all on public.email_sends, public.scrape_runs, public.outreach_responses, public.sequence_enrollments, public.leads, public.lead_sources,
  public.outreach_sequences, public.sequence_emails from anon, authenticated, service_role;
grant select on public.email_sends, public.scrape_runs, public.outreach_responses, public.sequence_enrollments, public.leads, public.lead_sources,
  public.outreach_sequences, public.sequence_emails to authenticated, service_role;
grant update (state) on public.scrape_runs to authenticated;
grant update (intent, sentiment, handling_note) on public.outreach_responses to authenticated;
grant insert (id, sequence_id, lead_id) on public.sequence_enrollments to authenticated;
grant update (state, stop_reason) on public.sequence_enrollments to authenticated;
grant insert (id, source_id, full_name, email, phone, handle, profile_url, headline, city, country, interests, tags, score, state, consent, rejected_reason, owner_id, notes)
  on public.leads to authenticated;
grant update (source_id, full_name, email, phone, handle, profile_url, headline, city, country, interests, tags, score, state, consent, rejected_reason, owner_id, converted_user_id, notes)
  on public.leads to authenticated;
grant delete on public.leads, public.lead_sources, public.outreach_sequences, public.sequence_emails to authenticated;
grant delete on public.leads to service_role;
grant insert (id, source_id, scrape_run_id, full_name, email, phone, handle, profile_url, headline, city, country, interests, tags, score, score_reasons, found_at)
  on public.leads to service_role;
grant update (full_name, email, phone, handle, profile_url, headline, city, country, interests, tags, score, score_reasons)
  on public.leads to service_role;
grant insert (id, slug, name, kind, url, category, country, language, schedule, config, state, quality, requests_per_minute, respects_robots, lawful_basis, next_run_at, notes, silent_after_minutes)
  on public.lead_sources to authenticated;
grant update (slug, name, kind, url, category, country, language, schedule, config, state, quality, requests_per_minute, respects_robots, lawful_basis, next_run_at, notes, silent_after_minutes)
  on public.lead_sources to authenticated;
grant update (next_run_at) on public.lead_sources to service_role;
grant insert (id, name, description, from_name, from_email, reply_to, postal_address, daily_cap, send_from, send_until, time_zone, owner_id, send_days, allow_parallel)
  on public.outreach_sequences to authenticated;
grant update (name, description, state, from_name, from_email, reply_to, postal_address, daily_cap, send_from, send_until, time_zone, owner_id, send_days, allow_parallel)
  on public.outreach_sequences to authenticated;
grant insert (id, sequence_id, position, delay_days, subject, preview_text, body, active) on public.sequence_emails to authenticated;
grant update (position, delay_days, subject, preview_text, body, active) on public.sequence_emails to authenticated;

do $$
declare
  f regprocedure;
begin
  for f in
    select p.oid::regprocedure from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace
    where n.nspname in ('private', 'public') and p.proname in (
      'by_api', 'error_fingerprint', 'keep_sender', 'check_zone', 'merge_value', 'render_mail', 'sequence_problems', 'check_sequence', 'refuse_problems',
      'check_activation', 'keep_step', 'check_live_step', 'lead_zone', 'next_opening', 'lead_block', 'sequence_block', 'send_gate', 'why_not_sent', 'due_after',
      'check_enrollment', 'enrol', 'enrol_lead', 'enrol_leads', 'claim_due_sends', 'watch_health', 'health_words', 'report_send', 'unsubscribe', 'record_response',
      'handle_response', 'review_source', 'check_run', 'queue_run', 'retry_scrape_run', 'start_scrape_run', 'start_run', 'note_run_figures', 'finish_run',
      'beat_run', 'mark_missed', 'record_consent', 'keep_lead_evidence')
  loop
    execute format('revoke all on function %s from public, anon, authenticated, service_role', f);
  end loop;
end
$$;
grant execute on function private.claim_due_sends(integer, text), public.claim_due_sends(integer, text),
  private.report_send(bigint, text, timestamptz, text, text), public.report_send(bigint, text, timestamptz, text, text),
  private.unsubscribe(uuid), public.unsubscribe(uuid), private.start_run(uuid, text), public.start_run(uuid, text),
  private.note_run_figures(uuid, jsonb, text, text), public.beat_run(uuid, jsonb, text, text),
  private.finish_run(uuid, text, jsonb, text, text, bigint, text), public.finish_run(uuid, text, jsonb, text, text, bigint, text)
  to service_role;
grant execute on function private.why_not_sent(uuid), public.why_not_sent(uuid), private.mark_missed(), public.mark_missed(), private.error_fingerprint(text, text),
  private.record_response(uuid, bigint, text, text, text, text, text, text, timestamptz, date),
  public.record_response(uuid, bigint, text, text, text, text, text, text, timestamptz, date)
  to authenticated, service_role;
grant execute on function private.check_sequence(uuid), public.check_sequence(uuid), private.enrol(uuid, uuid[], boolean),
  public.enrol_leads(uuid, jsonb, uuid[], boolean, jsonb), public.enrol_lead(uuid, uuid), private.handle_response(uuid, text), public.handle_response(uuid, text),
  private.review_source(uuid, boolean, text), public.review_source(uuid, boolean, text), private.queue_run(uuid, text, uuid),
  public.retry_scrape_run(uuid, text), public.start_scrape_run(uuid, text),
  private.record_consent(uuid, timestamptz, text, text), public.record_consent(uuid, timestamptz, text, text)
  to authenticated;
