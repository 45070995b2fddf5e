-- What is the same for all fields of a listing is written once, under "*"; a field that came otherwise has its own entry. It was more
-- than the listing's own words in most rows.
update directory.service s set provenance = (
    select jsonb_build_object('*', first.entry) || coalesce((select jsonb_object_agg(field.key, field.value) from jsonb_each(s.provenance) as field where field.value <> first.entry), '{}')
    from (select value as entry, count(*) from jsonb_each(s.provenance) group by value order by 2 desc, value->>'at' limit 1) as first)
  where s.provenance <> '{}';

drop function directory.merge_provenance;
-- Keeps the source and time of each of the `facts` (columns) that a new version did not change; both rows as jsonb.
create function directory.merge_provenance(before jsonb, after jsonb, facts text[]) returns jsonb language sql immutable parallel safe
  return (case when before -> 'provenance' ? '*' then before -> 'provenance' else (after -> 'provenance') || coalesce(before -> 'provenance', '{}') end
    || coalesce((select jsonb_object_agg(fact, after -> 'provenance' -> '*') from unnest(facts) fact where before -> fact is distinct from after -> fact), '{}'))
    - array(select fact from unnest(facts) fact where after -> fact in ('null', '[]'));
