-- Every listing under a need carries the words of that need ("Singing, sewing, painting, mending"): they find it, but say less
-- about it than what it says of itself.
drop index directory.service_by_words;
alter table directory.service drop column search;
alter table directory.service add column search tsvector generated always as (
    setweight(to_tsvector('directory.words'::regconfig, name || ' ' || coalesce(alternate_name, '')), 'A') ||
    setweight(to_tsvector('directory.words'::regconfig, coalesce(summary, '') || ' ' || coalesce(who_for, '')), 'B') ||
    setweight(to_tsvector('directory.words'::regconfig, left(coalesce(description, ''), 100000)), 'C') ||
    setweight(to_tsvector('directory.words'::regconfig, search_words), 'D')) stored;
comment on column directory.service.search is 'purpose: search by words; sensitivity: public; retention: while listed';
create index service_by_words on directory.service using gin (search);

drop function directory.matching(text);

-- Services whose words match, and those for a need that the words say. Three tries, each only when the one before found
-- nothing: all the words, any of them, a name that is spelt nearly so. A definer function, because under row-level security
-- neither @@ nor <% may use an index; it keeps to the caller's partnership itself. The threshold is that of word_similarity:
-- 0.45 takes "bereevment" for "Bereavement" and leaves words of four letters alone that share two.
-- Fit, from 0 to 7: 4 for the share of the words that the name has, 2 for the share of the needs said that it helps with
-- (all of it for its first need, 0.7 for another), 1 for what the text has. One word found once at weight 1 ranks 0.6079.
create function directory.matching(words text, said text[]) returns table (service_id uuid, how text, fit double precision)
  language plpgsql stable security definer set search_path = pg_catalog, public set pg_trgm.word_similarity_threshold = 0.45 as $$
declare
  here uuid := access.partnership();
  everything tsquery := websearch_to_tsquery('directory.words', words);
  anything tsquery := replace(plainto_tsquery('directory.words', words)::text, ' & ', ' | ')::tsquery;
  has_all boolean := exists (select from directory.service s where s.search @@ everything and s.partnership_id = here);
  wanted tsquery := case when has_all then everything else anything end;
begin
  return query select s.id, case when has_all then 'all' else 'any' end,
      4 * least(1, ts_rank('{0,0,0,1}', s.search, anything) / 0.6079)
      + 2 * coalesce((select avg(case when s.needs[1] = need then 1 when need = any (s.needs) then 0.7 else 0 end) from unnest(said) as need), 0)
      + least(1, ts_rank('{0.1,0.5,1,0}', s.search, anything) / 0.6079)
    from directory.service s
    where (s.search @@ wanted or s.needs && said) and s.partnership_id = here;
  if found then return; end if;
  return query select s.id, 'near', word_similarity(words, s.name)::double precision from directory.service s
    where words <% s.name and s.partnership_id = here;
end $$;
revoke all on function directory.matching from public;
grant execute on function directory.matching to trellis_app;
