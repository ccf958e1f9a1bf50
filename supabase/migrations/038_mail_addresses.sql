-- 038 mail_addresses
-- An address by any spelling: brought to its bare form, and from that to the one key by which it is compared. And what
-- else a person is known by: phone, handle, profile.

-- Lower case by Unicode's own table: what lower() does depends on the locale that the database was made with.
create or replace function private.lower_case(written text) returns text
language sql immutable parallel safe set search_path = '' as $$
  select case when written ~ '^[\x01-\x7f]*$' then lower(written collate "C") else replace(translate(lower(written collate "C"),
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
    '𖻃𖻄𖻅𖻆𖻇𖻈𖻉𖻊𖻋𖻌𖻍𖻎𖻏𖻐𖻑𖻒𖻓𞤢𞤣𞤤𞤥𞤦𞤧𞤨𞤩𞤪𞤫𞤬𞤭𞤮𞤯𞤰𞤱𞤲𞤳𞤴𞤵𞤶𞤷𞤸𞤹𞤺𞤻𞤼𞤽𞤾𞤿𞥀𞥁𞥂𞥃'), 'İ', 'i̇') end
$$;

-- As lower case, and what Unicode counts as the same letter besides: ß and ss, the two small sigmas.
create or replace function private.fold_case(written text) returns text
language plpgsql immutable parallel safe set search_path = '' as $$
declare
  folded text := private.lower_case(written);
  pairs constant text[] := string_to_array('ß ss ᾀ ἀι ᾁ ἁι ᾂ ἂι ᾃ ἃι ᾄ ἄι ᾅ ἅι ᾆ ἆι ᾇ ἇι ᾐ ἠι ᾑ ἡι ᾒ ἢι ᾓ ἣι ᾔ ἤι ᾕ ἥι ᾖ ἦι ᾗ ἧι ᾠ ὠι ᾡ ὡι ᾢ ὢι ᾣ ὣι ᾤ ὤι ᾥ ὥι ᾦ ὦι ᾧ ὧι ᾲ ὰι ᾳ αι ᾴ άι ᾷ ᾶι ῂ ὴι ῃ ηι ῄ ήι ῇ ῆι ῲ ὼι ῳ ωι ῴ ώι ῷ ῶι', ' ');
begin
  if folded is null or folded ~ '^[\x01-\x7f]*$' then
    return folded;
  end if;
  folded := translate(folded, 'ͅςᲀᲁᲂᲃᲄᲅᲆᲇᲈ', 'ισвдосттъѣꙋ');
  for i in 1..cardinality(pairs) / 2 loop
    folded := replace(folded, pairs[2 * i - 1], pairs[2 * i]);
  end loop;
  return normalize(folded, NFKC);
end
$$;

-- Compatibility forms made one (NFKC), without the signs that are shown as nothing (Unicode's Default_Ignorable_Code_Point);
-- every kind of space and control sign is a space.
create or replace function private.visible_text(written text) returns text
language sql immutable parallel safe set search_path = '' as $$
  select case when written ~ '^[\x20-\x7e]*$' then btrim(written) else
    btrim(regexp_replace(regexp_replace(normalize(regexp_replace(written, ignorable.signs, '', 'g'), NFKC), ignorable.signs, '', 'g'),
      '[\s\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u2800\u3000\u0001-\u001f\u007f-\u009f]+', ' ', 'g')) end
  from (select '[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]' as signs) ignorable
$$;

-- RFC 3492: the letters of a part of a domain in ASCII.
create or replace function private.punycode(label text) returns text
language plpgsql immutable parallel safe set search_path = '' as $$
declare
  digits constant text := 'abcdefghijklmnopqrstuvwxyz0123456789';
  points constant integer[] := array(select ascii(c) from regexp_split_to_table(label, '') with ordinality s (c, n) order by n);
  basic constant text := array_to_string(array(select chr(p) from unnest(points) with ordinality u (p, o) where p < 128 order by o), '');
  output text := case when basic <> '' then basic || '-' else '' end;
  n integer := 128;
  delta bigint := 0;
  bias integer := 72;
  handled integer := length(basic);
  first_time boolean := true;
  next_point integer;
  point integer;
  q bigint;
  k integer;
  t integer;
begin
  while handled < cardinality(points) loop
    select min(p) into next_point from unnest(points) p where p >= n;
    delta := delta + (next_point - n)::bigint * (handled + 1);
    n := next_point;
    foreach point in array points loop
      if point < n then
        delta := delta + 1;
      elsif point = n then
        q := delta;
        k := 36;
        loop
          t := greatest(1, least(26, k - bias));
          exit when q < t;
          output := output || substr(digits, (t + (q - t) % (36 - t))::integer + 1, 1);
          q := (q - t) / (36 - t);
          k := k + 36;
        end loop;
        output := output || substr(digits, q::integer + 1, 1);
        delta := case when first_time then delta / 700 else delta / 2 end;
        delta := delta + delta / (handled + 1);
        k := 0;
        while delta > 455 loop
          delta := delta / 35;
          k := k + 36;
        end loop;
        bias := (k + 36 * delta / (delta + 38))::integer;
        first_time := false;
        delta := 0;
        handled := handled + 1;
      end if;
    end loop;
    delta := delta + 1;
    n := n + 1;
  end loop;
  return output;
end
$$;

-- The letters behind such a part; null for what is none.
create or replace function private.from_punycode(label text) returns text
language plpgsql immutable parallel safe set search_path = '' as $$
declare
  digits constant text := 'abcdefghijklmnopqrstuvwxyz0123456789';
  dash constant integer := case when position('-' in label) > 0 then length(label) - position('-' in reverse(label)) + 1 else 0 end;
  points integer[] := case when dash > 1
    then array(select ascii(c) from regexp_split_to_table(left(label, dash - 1), '') with ordinality s (c, o) order by o) else '{}' end;
  rest constant text := substr(label, dash + 1);
  n integer := 128;
  i bigint := 0;
  earlier bigint;
  bias integer := 72;
  w bigint;
  k integer;
  t integer;
  digit integer;
  delta bigint;
  size integer;
  place integer := 1;
begin
  while place <= length(rest) loop
    earlier := i;
    w := 1;
    k := 36;
    loop
      if place > length(rest) then
        return null;
      end if;
      digit := position(substr(rest, place, 1) in digits) - 1;
      place := place + 1;
      if digit < 0 or w > 2147483647 then
        return null;
      end if;
      i := i + digit * w;
      t := greatest(1, least(26, k - bias));
      exit when digit < t;
      w := w * (36 - t);
      k := k + 36;
    end loop;
    size := cardinality(points) + 1;
    delta := case when earlier = 0 then (i - earlier) / 700 else (i - earlier) / 2 end;
    delta := delta + delta / size;
    k := 0;
    while delta > 455 loop
      delta := delta / 35;
      k := k + 36;
    end loop;
    bias := (k + 36 * delta / (delta + 38))::integer;
    if n + i / size > 1114111 or n + i / size between 55296 and 57343 then
      return null;
    end if;
    n := (n + i / size)::integer;
    i := i % size;
    points := points[:i::integer] || n || points[i::integer + 1:];
    i := i + 1;
  end loop;
  return array_to_string(array(select chr(p) from unnest(points) with ordinality u (p, o) order by o), '');
end
$$;

-- A domain in its one ASCII form (IDNA), or null for what is none.
create or replace function private.mail_domain(written text) returns text
language plpgsql immutable parallel safe set search_path = '' as $$
declare
  plain constant text := rtrim(translate(private.lower_case(written), '。｡．', '...'), '.');
  part text;
  letters text;
  parts text[] := '{}';
begin
  foreach part in array string_to_array(plain, '.') loop
    letters := case when part like 'xn--%' then coalesce(private.from_punycode(substr(part, 5)), part) else part end;
    letters := normalize(private.lower_case(normalize(letters, NFKC)), NFKC);
    part := case when letters ~ '[^\x01-\x7f]' then 'xn--' || private.punycode(letters) else letters end;
    if part is null or part !~ '^[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?$' or length(part) > 63 then
      return null;
    end if;
    parts := parts || part;
  end loop;
  if cardinality(parts) < 2 or parts[cardinality(parts)] ~ '^[0-9]+$' then
    return null;
  end if;
  part := array_to_string(parts, '.');
  return case when length(part) <= 253 then part end;
end
$$;

create or replace function private.percent_decoded(written text) returns text
language plpgsql immutable parallel safe set search_path = '' as $$
declare
  bytes text := '';
  place integer := 1;
begin
  while place <= length(written) loop
    if substr(written, place, 3) ~ '^%[0-9A-Fa-f]{2}$' then
      bytes := bytes || substr(written, place + 1, 2);
      place := place + 3;
    else
      bytes := bytes || encode(convert_to(substr(written, place, 1), 'UTF8'), 'hex');
      place := place + 1;
    end if;
  end loop;
  return convert_from(decode(bytes, 'hex'), 'UTF8');
exception when others then
  return written;
end
$$;

-- The bare address in what somebody wrote or pasted: without a display name, "mailto:", brackets, comments and quotes; in
-- lower case, the domain in ASCII. Null where there is none, or more than one.
create or replace function private.mail_address(written text) returns text
language plpgsql immutable parallel safe set search_path = '' as $$
declare
  shown text := private.visible_text(left(written, 2000));
  wrapping constant text := '''`‘’“”„‚«»‹›[]{} ';
  sign text;
  kept text := '';
  quoted text := '';
  remark text := '';
  depth integer := 0;
  in_quotes boolean := false;
  escaped boolean := false;
  bracketed boolean := false;
  closed boolean := false;
  odd boolean := false;
  at integer;
  local_part text;
  domain text;
begin
  if shown is null or position('@' in shown) + position('%40' in shown) = 0 then
    return null;
  end if;
  if shown ~ '^[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$' then
    kept := shown;
  else
    if shown ~* '^\W*(url:\s*)?mailto:' then
      shown := private.visible_text(private.percent_decoded(
        regexp_replace(regexp_replace(shown, '^(\W*)(url:\s*)?mailto:', '\1', 'i'), '\?[^>]*', '')));
    end if;
    foreach sign in array regexp_split_to_array(shown, '') loop
      if escaped then
        escaped := false;
        if in_quotes then
          kept := kept || sign;
          quoted := quoted || sign;
          odd := odd or sign ~ '[\s"(),:;<>@\[\]\\]';
        end if;
      elsif sign = '\' and (in_quotes or depth > 0) then
        escaped := true;
      elsif in_quotes then
        if sign = '"' then
          in_quotes := false;
        else
          kept := kept || sign;
          quoted := quoted || sign;
          odd := odd or sign ~ '[\s(),:;<>@\[\]\\]';
        end if;
      elsif depth > 0 then
        depth := depth + case sign when '(' then 1 when ')' then -1 else 0 end;
        remark := remark || case when depth > 0 then sign else '' end;
      elsif sign = '"' then
        in_quotes := true;
      elsif sign = '(' then
        depth := 1;
      elsif sign = '<' then
        if bracketed then
          return null;
        end if;
        bracketed := true;
        kept := '';
        quoted := '';
        odd := false;
      elsif sign = '>' and bracketed and not closed then
        closed := true;
      elsif closed then
        if sign !~ '[\s;,.]' then
          return null;
        end if;
      else
        kept := kept || sign;
      end if;
    end loop;
    if in_quotes or depth > 0 then
      return null;
    elsif odd then
      -- The whole of it in quotes.
      return case when btrim(kept) = btrim(quoted) and position('"' in quoted) = 0 then private.mail_address(quoted) end;
    end if;
    kept := btrim(kept, ' ,;');
    if kept = '' and position('@' in remark) > 0 then
      return private.mail_address(remark);
    end if;
    kept := regexp_replace(kept, '^@[^:]*:', '');
    if kept <> '' and position(left(kept, 1) in wrapping) > 0 and position(right(kept, 1) in wrapping) > 0 then
      kept := btrim(kept, wrapping);
    end if;
    kept := regexp_replace(kept, '\s*([.@])\s*', '\1', 'g');
  end if;
  if position('@' in kept) = 0 then
    return null;
  end if;
  at := length(kept) - position('@' in reverse(kept)) + 1;
  local_part := normalize(private.lower_case(left(kept, at - 1)), NFKC);
  domain := private.mail_domain(substr(kept, at + 1));
  if domain is null or local_part ~ '[\s@"(),:;<>\[\]\\]' or length(local_part) not between 1 and 64 or length(local_part) + length(domain) > 253 then
    return null;
  end if;
  return local_part || '@' || domain;
end
$$;
comment on function private.mail_address(text) is 'The bare address in what somebody wrote or pasted; null where there is none, or more than one.';

-- ---------------------------------------------------------------------------------------
-- Which spellings reach one mailbox, by the providers' own rules

create table if not exists private.mail_providers (
  domain text primary key,
  -- The domain that it is another name of.
  same_as text not null,
  -- What follows this sign in the local part is a tag.
  tag_sign text,
  -- Signs that it takes for others or, where nothing stands for them, for none.
  takes text not null default '',
  takes_for text not null default ''
);
comment on table private.mail_providers is 'How providers read the part of an address before the @. Domains that are not here are read to the letter.';
alter table private.mail_providers enable row level security;
revoke all on private.mail_providers from anon, authenticated, service_role;
insert into private.mail_providers (domain, same_as, tag_sign, takes, takes_for)
select d, split_part(v.domains, ' ', 1), v.tag_sign, v.takes, v.takes_for from (values
  ('gmail.com googlemail.com', '+', '.', ''),
  ('icloud.com me.com mac.com', '+', '', ''),
  ('proton.me protonmail.com protonmail.ch pm.me', '+', '.-_', ''),
  ('yandex.ru yandex.com ya.ru yandex.by yandex.kz yandex.ua narod.ru', '+', '-', '.'),
  ('outlook.com', '+', '', ''), ('outlook.de', '+', '', ''), ('outlook.fr', '+', '', ''), ('live.com', '+', '', ''), ('msn.com', '+', '', ''),
  ('hotmail.com', '+', '', ''), ('hotmail.co.uk', '+', '', ''), ('hotmail.fr', '+', '', ''), ('hotmail.de', '+', '', ''),
  ('fastmail.com', '+', '', ''), ('fastmail.fm', '+', '', ''), ('hey.com', '+', '', ''), ('posteo.de', '+', '', ''),
  ('mailbox.org', '+', '', ''), ('zoho.com', '+', '', ''), ('mail.ru', '+', '', ''), ('gmx.de', '+', '', ''), ('gmx.net', '+', '', ''),
  ('yahoo.com', '-', '', ''), ('ymail.com', '-', '', ''), ('yahoo.co.uk', '-', '', ''), ('yahoo.de', '-', '', ''), ('yahoo.fr', '-', '', '')
) v (domains, tag_sign, takes, takes_for), string_to_table(v.domains, ' ') d
on conflict (domain) do update set same_as = excluded.same_as, tag_sign = excluded.tag_sign, takes = excluded.takes, takes_for = excluded.takes_for;

create or replace function private.mail_key(written text) returns text
language plpgsql stable security definer set search_path = '' as $$
declare
  address constant text := private.mail_address(written);
  local_part text := private.fold_case(split_part(address, '@', 1));
  domain text := split_part(address, '@', 2);
  provider private.mail_providers;
begin
  if address is null then
    return null;
  end if;
  select * into provider from private.mail_providers p where p.domain = split_part(address, '@', 2);
  if found then
    domain := provider.same_as;
    local_part := coalesce(nullif(split_part(local_part, coalesce(provider.tag_sign, '@'), 1), ''), local_part);
    local_part := coalesce(nullif(translate(local_part, provider.takes, provider.takes_for), ''), local_part);
  end if;
  return local_part || '@' || domain;
end
$$;
comment on function private.mail_key(text) is 'What an address is compared by: the same for all spellings that reach one mailbox.';

-- Letters of other scripts that pass for Latin ones: the address that it can be mistaken for, or null.
create or replace function private.look_alike(address text) returns text
language plpgsql immutable parallel safe set search_path = '' as $$
declare
  shown constant text := split_part(address, '@', 1) || '@' || array_to_string(array(
    select case when p like 'xn--%' then coalesce(private.from_punycode(substr(p, 5)), p) else p end
    from string_to_table(split_part(address, '@', 2), '.') with ordinality s (p, n) order by n), '.');
  latin constant text := translate(shown, 'аеорсухіјѕԁԛԝһӏкгѵмтвьοναρικτυχγηωϲϳıɑɡǀʏոօսհցզքյ', 'aeopcyxijsdqwhlkrvmtbbovapiktuxynwcjiagiynouhgqfj');
begin
  return case when shown ~ '[^\x01-\x7f]' and latin ~ '^[\x01-\x7f]*$' then latin end;
end
$$;

-- ---------------------------------------------------------------------------------------
-- The keys of a person

create table if not exists private.countries (
  code text primary key,
  dial text not null,
  -- The zone that nearly all of its people live in; none where it has several.
  time_zone text
);
comment on table private.countries is 'What is known of a country: its dialling code and its time zone.';
alter table private.countries enable row level security;
revoke all on private.countries from anon, authenticated, service_role;
insert into private.countries (code, dial, time_zone) values
  ('AR', '54', 'America/Argentina/Buenos_Aires'), ('AT', '43', 'Europe/Vienna'), ('AU', '61', null), ('BE', '32', 'Europe/Brussels'),
  ('BG', '359', 'Europe/Sofia'), ('BR', '55', null), ('CA', '1', null), ('CH', '41', 'Europe/Zurich'), ('CL', '56', 'America/Santiago'),
  ('CN', '86', 'Asia/Shanghai'), ('CO', '57', 'America/Bogota'), ('CY', '357', 'Asia/Nicosia'), ('CZ', '420', 'Europe/Prague'),
  ('DE', '49', 'Europe/Berlin'), ('DK', '45', 'Europe/Copenhagen'), ('EE', '372', 'Europe/Tallinn'), ('EG', '20', 'Africa/Cairo'),
  ('ES', '34', 'Europe/Madrid'), ('FI', '358', 'Europe/Helsinki'), ('FR', '33', 'Europe/Paris'), ('GB', '44', 'Europe/London'),
  ('GR', '30', 'Europe/Athens'), ('HR', '385', 'Europe/Zagreb'), ('HU', '36', 'Europe/Budapest'), ('ID', '62', null), ('IE', '353', 'Europe/Dublin'),
  ('IL', '972', 'Asia/Jerusalem'), ('IN', '91', 'Asia/Kolkata'), ('IS', '354', 'Atlantic/Reykjavik'), ('IT', '39', 'Europe/Rome'),
  ('JP', '81', 'Asia/Tokyo'), ('KE', '254', 'Africa/Nairobi'), ('KR', '82', 'Asia/Seoul'), ('LT', '370', 'Europe/Vilnius'),
  ('LU', '352', 'Europe/Luxembourg'), ('LV', '371', 'Europe/Riga'), ('MA', '212', 'Africa/Casablanca'), ('MT', '356', 'Europe/Malta'),
  ('MX', '52', null), ('NG', '234', 'Africa/Lagos'), ('NL', '31', 'Europe/Amsterdam'), ('NO', '47', 'Europe/Oslo'), ('NZ', '64', 'Pacific/Auckland'),
  ('PE', '51', 'America/Lima'), ('PL', '48', 'Europe/Warsaw'), ('PT', '351', 'Europe/Lisbon'), ('RO', '40', 'Europe/Bucharest'),
  ('RS', '381', 'Europe/Belgrade'), ('RU', '7', null), ('SE', '46', 'Europe/Stockholm'), ('SG', '65', 'Asia/Singapore'), ('SI', '386', 'Europe/Ljubljana'),
  ('SK', '421', 'Europe/Bratislava'), ('TR', '90', 'Europe/Istanbul'), ('UA', '380', 'Europe/Kiev'), ('US', '1', null), ('ZA', '27', 'Africa/Johannesburg')
on conflict (code) do update set dial = excluded.dial, time_zone = excluded.time_zone;

-- A phone number as digits with the country's, so that 030 123456 of Germany is +49 30 123456. Too short ones name nobody.
create or replace function private.phone_key(written text, country text) returns text
language plpgsql stable security definer set search_path = '' as $$
declare
  plain constant text := regexp_replace(regexp_replace(private.visible_text(written), '^\s*tel:', '', 'i'), '\(0\)|(ext|x|#).*$', '', 'gi');
  digits text := regexp_replace(plain, '[^0-9]', '', 'g');
begin
  if plain !~ '^[^0-9]*\+' then
    if digits like '00%' then
      digits := substr(digits, 3);
    elsif digits like '0%' then
      digits := coalesce((select c.dial from private.countries c where c.code = country), '0') || substr(digits, 2);
    end if;
  end if;
  return case when length(digits) >= 6 then digits end;
end
$$;

-- All by which a person is known: mailbox, phone, handle, profile.
create or replace function private.contact_keys(email text, phone text, handle text, profile_url text, country text) returns text[]
language sql stable security definer set search_path = '' as $$
  select array_remove(array[
    'mail:' || private.mail_key(email),
    'tel:' || private.phone_key(phone, country),
    'handle:' || nullif(ltrim(private.fold_case(private.visible_text(handle)), '@ '), ''),
    'page:' || nullif(regexp_replace(private.fold_case(private.visible_text(profile_url)), '^https?://(www\.)?|[?#].*$|/+$', '', 'g'), '')
  ], null)
$$;

revoke all on function private.lower_case(text), private.fold_case(text), private.visible_text(text), private.punycode(text), private.from_punycode(text),
  private.mail_domain(text), private.percent_decoded(text), private.mail_address(text), private.mail_key(text), private.look_alike(text),
  private.phone_key(text, text), private.contact_keys(text, text, text, text, text)
  from public, anon, authenticated, service_role;
-- What a trigger that runs as whoever writes needs.
grant execute on function private.lower_case(text), private.visible_text(text), private.punycode(text), private.from_punycode(text), private.mail_domain(text),
  private.percent_decoded(text), private.mail_address(text) to authenticated, service_role;
