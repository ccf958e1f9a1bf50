-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.is_ordinary(word text)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
 SET search_path TO ''
AS $function$
  -- Of the languages that members write in: the shortest words, and those that begin or end long ones.
  select strpos(' a i o u e y an am as at ab al au auf aus app art arm act add age ago air all and any are ask bad bag bar bed bee beg bei bet bid big bin bis bit boy but buy by ca can car cat chat ce ces che ci come con cut da dad dan dans das day de dei del dem den der des di did die dire do does dog don dos du due each ear eat ein el elle em en end er era ero es est et ete eu even face fair far fast fee few find fin fine fit for free from full fun fur gar get give go god gold good gram gran gut ha had hat has have he heart her here hers him his hope hot hour house how ich if il ils im in ins inn into is ist it its ja je job just kann key kid know la last lay le led leg les let lie life light like line live lo long look los lot love ma mad made main make man mar mas me mehr mein men met mi mich mid mir mit mo mon money more most mu my na nah name near nel net new next ni nice nicht no non nor not now nu nun nur ob och of off og oh ok old om on once one only ont or os ou our out own para part pas pay pay pal per plus pod por port pour qu que qui ran real red rest ride ring road room run sa sale same sap saw say se sea see sei sent ser ses she si sich side sie sign sin sind sit six sky small so sol som son su sun sur ta take tale te tell ten tes than that the their them then they this time to today tom ton too top tot try tu tun two um un una und une uni union uno up us use va van vas ve ver very vi via voor vor vous wallet want war warm was way we week well went wer western what when who whole why wie will wir with wo work world would ya year yes you your yo zu zum zur ',
    ' ' || word || ' ') > 0
$function$;

comment on function private.is_ordinary(word text) is 'Whether a piece of a word is a word of its own that stands beside others in any text.';
