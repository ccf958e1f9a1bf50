/**
 * Word lists that distinguish internet addresses from dots in normal text. New endings appear every year, so
 * any ending can be an address; these lists are the exceptions in both directions.
 */

const list = (words: string) => new Set(words.split(/\s+/).filter(Boolean))

/**
 * Endings that always mean an address, even where a sentence
 * could begin: “Evil.Top”. The most common and the most abused.
 */
export const surelyEndings = list(`
  com net org info biz io co app link site online shop store xyz top club live icu vip cc tv click buzz cfd sbs
  bond rest monster quest cyou fun website space pro ltd tk ml ga cf gq ru cn de uk fr nl eu pl ch br
`)

/** Endings of file names, academic degrees and abbreviations. */
export const fileEndings = list(`
  jpg jpeg png gif webp heic svg bmp pdf txt doc docx xls xlsx ppt pptx odt csv rtf mp mp3 mp4 avi mkv wav exe js ts
  json html htm php css med phil nat rer jur sc hc pp usw etc bzw evtl ca vs tel str nr
`)

/**
 * Words that start a sentence after a missing space: “ok.then I went”. Words that are also country endings
 * (it, so, to, me, no, is, in, at) are not listed: it is better to mark too much than to miss an address.
 */
export const sentenceStarts = list(`
  and but the then that this there they them their you your yours we our she he her him his its because when what
  who where why how if or yet just also well yes maybe please thanks thank sorry hello hi hey love good great nice
  would could should will can have has had was were are not never always really very now today tomorrow after before
  with without from about like only some any all one two see ok okay lol haha anyway
  und oder aber denn dann dass das der die ich du er sie es wir ihr mich dich mir dir mein dein sein ist sind war bin
  bist hat habe haben kann wenn weil wie wo wer was warum nicht nie immer auch nur noch schon sehr danke bitte hallo ja
  nein ein eine einen mit ohne von zum zur bei nach vor aus auf
  et ou mais donc car je tu il elle nous vous ils elles ce cette ces mon ton son ma ta sa mes tes ses qui que quoi dont
  pas plus tres merci bonjour oui non avec sans pour dans sur est sont
  y pero porque cuando como donde quien yo el ella nosotros ellos esto este esta ese esa mi tu su muy gracias hola si con
  sin para por una uno los las del al
  e ma perche quando come dove chi io lui lei noi voi loro questo questa quello mio tuo suo molto grazie ciao si con senza
  per una uno gli le della dello
  en maar want dan dat dit ik jij hij zij wij jullie mijn jouw zijn niet ook nog wel heel dank ja nee een het van voor met
`)
