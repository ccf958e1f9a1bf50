-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.mail_address(written text)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE
 SET search_path TO ''
AS $function$
declare
  shown text := private.visible_text(left(written, 2000));
  wrapping constant text := '''`‘’“”„‚«»‹›[]{} ';
  -- What is neither a letter nor part of one: dashes, brackets and pictures beside an address, what is drawn around or under
  -- others, and what a wrong encoding leaves.
  signs constant text := '\u00a1-\u00a9\u00ab-\u00b1\u00b4\u00b6-\u00b8\u00bb\u00bf\u00d7\u00f7\u0378\u0379\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u2010-\u205e\u20a0-\u20ff\u2190-\u2bff\u2e00-\u2e7f\u3001\u3003\u3008-\u3020\u3030\u303d\ue000-\uf8ff\ufd3e\ufd3f\ufdd0-\ufdef\ufe10-\ufe19\ufe30-\ufe6f\ufff9-\uffff\U000110bd\U000110cd\U00013430-\U0001345f\U0001f000-\U0001faff\U0001fffe\U0001ffff\U000f0000-\U0010ffff';
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
  elsif written ~ '[\u2474-\u24b5\U0001f100-\U0001f129]'
    or written ~ '[\u24eb-\u24ff\u2776-\u2793\U0001f150-\U0001f1ff][^\s\u24eb-\u24ff\u2776-\u2793\U0001f150-\U0001f1ff]|[^\s\u24eb-\u24ff\u2776-\u2793\U0001f150-\U0001f1ff][\u24eb-\u24ff\u2776-\u2793\U0001f150-\U0001f1ff]' then
    -- A letter or number with its bracket, dot, ring or field in one sign is none of an address, but would be read as one, or dropped.
    return null;
  end if;
  if shown ~ '^[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$' then
    kept := shown;
  else
    -- As some programs write a link after its words: Ada <mailto:ada@…> or [mailto:ada@…].
    shown := regexp_replace(shown, '^.*[<\[]\s*((url:\s*)?mailto:[^<>\[\]]*)[>\]][\s;,.]*$', '\1', 'i');
    if shown ~* '^\W*(url:\s*)?mailto:' then
      -- Some write it as if it were the address of a page, mailto://.
      shown := regexp_replace(private.visible_text(private.percent_decoded(
        regexp_replace(regexp_replace(shown, '^(\W*)((url:\s*)?mailto:\s*)+', '\1', 'i'), '[?#][^>]*', ''))), '^([\s<]*)[\s/\\]+', '\1');
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
      return case when btrim(kept, ' ,;') = btrim(quoted) and position('"' in quoted) = 0 then private.mail_address(quoted) end;
    end if;
    kept := btrim(kept, ' ,;');
    if kept = '' and position('@' in remark) > 0 then
      return private.mail_address(remark);
    end if;
    kept := regexp_replace(kept, '^@[^:]*:', '');
    if kept <> '' and position(left(kept, 1) in wrapping) > 0 and position(right(kept, 1) in wrapping) > 0 then
      kept := btrim(kept, wrapping);
    end if;
    -- The sign with which tables keep a cell from being a formula, and half of a pair of quotation marks.
    kept := rtrim(ltrim(kept, '''‘’“”„‚«»‹› '), '''‘’“”„‚«»‹› ');
    if kept ~ '[^\x01-\x7f]' then
      -- The first is the mark of a file that was read in another encoding.
      kept := regexp_replace(replace(kept, 'ï»¿', ''), format('^[%1$s\s]+|[%1$s\s]+$|[\ufff9-\ufffb]', signs), '', 'g');
      -- Hyphens and apostrophes as a word processor sets them.
      kept := translate(kept, '‐‒–—−’‘', '-----''''');
      if kept ~ format('[%s]', signs) then
        return null;
      end if;
    end if;
    kept := regexp_replace(kept, '\s*([.@])\s*', '\1', 'g');
  end if;
  if position('@' in kept) = 0 then
    return null;
  end if;
  at := length(kept) - position('@' in reverse(kept)) + 1;
  -- As the keyboards of China and Japan write a dot.
  local_part := translate(normalize(private.lower_case(left(kept, at - 1)), NFKC), '。｡', '..');
  -- Quotation marks around the name alone.
  if local_part ~ '^[''`´‘’“”„]' and local_part ~ '[''`´‘’“”]$' then
    local_part := btrim(local_part, '''`´‘’“”„');
  end if;
  -- As a link writes it, once or twice; what is none stays as it is.
  local_part := replace(local_part, '%25', '%');
  if local_part ~ '%[0-9a-f]{2}' then
    quoted := private.visible_text(private.percent_decoded(local_part));
    if quoted <> '' and quoted !~ format('[\s@"(),:;<>\[\]\\%%%s]', signs) then
      local_part := normalize(private.lower_case(quoted), NFKC);
    end if;
  end if;
  domain := private.mail_domain(substr(kept, at + 1));
  -- As Exchange writes an address of another kind than its own: +2E for a dot, + and two digits for every other sign.
  if local_part ~ '^imceasmtp-.+\+40.' then
    return private.mail_address(private.percent_decoded(replace(substr(local_part, 11), '+', '%')));
  end if;
  -- As servers write the sender of what they pass on (SRS) or may get back (BATV): whose mailbox it is stands within.
  if local_part ~ '^srs0[=+-][^=]+=[^=]+=[^=@]+=.' then
    return private.mail_address(regexp_replace(local_part, '^srs0[=+-][^=]+=[^=]+=([^=]+)=(.+)$', '\2@\1'));
  elsif local_part ~ '^srs1[=+-][^=]+=[^=]+=[=+-].' then
    return private.mail_address(regexp_replace(local_part, '^srs1[=+-][^=]+=[^=]+=', 'srs0') || '@' || substr(kept, at + 1));
  elsif local_part ~ '^(prvs|msprvs1)=[^=/]+[=/].|^btv1==[^=]+==.' then
    -- The tag comes first; in the older draft last.
    local_part := case when local_part ~ '^prvs=[^=/]+/[0-9a-f]{10}$' then regexp_replace(local_part, '^prvs=|/.*$', '', 'g')
      else regexp_replace(local_part, '^(prvs|msprvs1)=[^=/]+[=/]|^btv1==[^=]+==', '') end;
    return private.mail_address(local_part || '@' || substr(kept, at + 1));
  end if;
  -- The way by another server (ada%rules.test@relay.test, rules.test!ada@relay.test), and the beginnings of formulas, paths and lists.
  if local_part ~ '!|%[^%]+\.[^%.]|%[0-9a-f]{2}|^[=/#~*|^{}?&$]|[=/#~*|^{}?''`]$' then
    return null;
  end if;
  if domain is null or local_part ~ '[\s@"(),:;<>\[\]\\]|%[01][0-9a-f]|%7f' or length(local_part) not between 1 and 64 or length(local_part) + length(domain) > 253 then
    return null;
  end if;
  return local_part || '@' || domain;
end
$function$;

comment on function private.mail_address(written text) is 'The bare address in what somebody wrote or pasted; null where there is none, or more than one.';

grant execute on function private.mail_address(written text) to authenticated;
grant execute on function private.mail_address(written text) to service_role;
