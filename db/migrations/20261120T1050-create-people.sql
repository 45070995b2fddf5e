-- People, why an organisation may see them, what they agreed to. Who is known to a service is itself a secret: everything
-- here is closed unless an involvement of the caller's own organisation opens it (CONTRACT §1).
create schema people;
grant usage on schema people to trellis_app, trellis_report;

-- Names as they are searched and compared: small letters without accents or apostrophes, words with one space before each.
-- Immutable because the dictionary is named.
create function people.fold(words text) returns text language sql immutable parallel safe
  return regexp_replace(regexp_replace(' ' || lower(public.unaccent('public.unaccent'::regdictionary, words)), '[''’`]', '', 'g'), '[^[:alnum:]]+', ' ', 'g');

create table people.person (
  partnership_id      uuid         not null,
  id                  uuid         not null,
  title               text,
  given_name          text         not null,
  family_name         text         not null,
  preferred_name      text,
  birth_date          date         not null,
  nhs_number          bytea,
  nhs_number_index    bytea,
  nhs_number_status   text,
  practice_code       text         not null,
  address_lines       text[]       not null default '{}',
  postcode            text,
  telephone           text,
  email               text,
  preferred_contact   text,
  safe_voicemail      boolean      not null default false,
  safe_post           boolean      not null default true,
  safe_hours          text,
  neutral_sender      boolean      not null default false,
  language            text         not null default 'en',
  interpreter         boolean      not null default false,
  access_needs        text[]       not null default '{}',
  pronouns            text,
  sex                 text,
  gender              text,
  ethnicity           text,
  sexual_orientation  text,
  further             jsonb        not null default '{}',
  restricted          boolean      not null default false,
  deceased_on         date,
  version             int          not null default 1,
  registered_at       timestamptz  not null default now(),
  search_name         text         not null generated always as (people.fold(given_name || ' ' || family_name || coalesce(' ' || preferred_name, ''))) stored,
  constraint person_pkey primary key (partnership_id, id),
  constraint person_of_partnership foreign key (partnership_id) references access.partnership (id),
  constraint person_named check (btrim(given_name) <> '' and btrim(family_name) <> ''),
  constraint person_birth_date_plain check (birth_date >= date '1890-01-01'),
  constraint person_nhs_number_whole check ((nhs_number is null) = (nhs_number_index is null) and (nhs_number is null) = (nhs_number_status is null)),
  constraint person_nhs_number_status_known check (nhs_number_status in ('traced', 'untraced')),
  constraint person_practice_code_plain check (practice_code ~ '^[A-Z0-9]{3,8}$'),
  constraint person_address_short check (cardinality(address_lines) <= 5),
  constraint person_preferred_contact_known check (preferred_contact in ('telephone', 'text', 'email', 'post')),
  constraint person_sex_known check (sex in ('female', 'male', 'indeterminate', 'not-known')),
  constraint person_ethnicity_code_plain check (ethnicity ~ '^[A-Z0-9]{1,2}$'),
  constraint person_further_small check (jsonb_typeof(further) = 'object' and length(further::text) <= 8000),
  constraint person_died_after_birth check (deceased_on >= birth_date),
  constraint person_version_counts check (version > 0)
);
create index person_by_nhs_number on people.person (partnership_id, nhs_number_index) where nhs_number_index is not null;
create index person_by_birth_date on people.person (partnership_id, birth_date);
create index person_by_practice on people.person (partnership_id, practice_code);
create index person_by_name on people.person using gin (search_name public.gin_trgm_ops);
comment on table people.person is 'Someone who is or may be supported. Names and addresses are plain because they must be searched; the NHS number is not.';
comment on column people.person.partnership_id is 'purpose: tenant; sensitivity: internal; retention: record';
comment on column people.person.id is 'purpose: identity; sensitivity: personal; retention: record';
comment on column people.person.title is 'purpose: letters; sensitivity: personal; retention: record';
comment on column people.person.given_name is 'purpose: identity, search; sensitivity: personal; retention: record';
comment on column people.person.family_name is 'purpose: identity, search; sensitivity: personal; retention: record';
comment on column people.person.preferred_name is 'purpose: how they like to be called; sensitivity: personal; retention: record';
comment on column people.person.birth_date is 'purpose: identity, age, check on signed links; sensitivity: personal; retention: record';
comment on column people.person.nhs_number is 'purpose: identity in messages to the NHS, encrypted; sensitivity: care; retention: record';
comment on column people.person.nhs_number_index is 'purpose: finds the same number again without storing it, keyed hash; sensitivity: care; retention: record';
comment on column people.person.nhs_number_status is 'purpose: whether the number was checked against the national register; sensitivity: personal; retention: record';
comment on column people.person.practice_code is 'purpose: which team covers them, whom to tell; V81999 is no known practice; sensitivity: personal; retention: record';
comment on column people.person.address_lines is 'purpose: letters, visits; hidden when restricted; sensitivity: personal; retention: record';
comment on column people.person.postcode is 'purpose: letters, distance, fairness by area; hidden when restricted; sensitivity: personal; retention: record';
comment on column people.person.telephone is 'purpose: calls and texts; hidden when restricted; sensitivity: personal; retention: record';
comment on column people.person.email is 'purpose: messages; hidden when restricted; sensitivity: personal; retention: record';
comment on column people.person.preferred_contact is 'purpose: how they like to be reached; sensitivity: personal; retention: record';
comment on column people.person.safe_voicemail is 'purpose: whether a voicemail is safe; sensitivity: care; retention: record';
comment on column people.person.safe_post is 'purpose: whether a letter is safe; sensitivity: care; retention: record';
comment on column people.person.safe_hours is 'purpose: when reaching them is safe, in their words; sensitivity: care; retention: record';
comment on column people.person.neutral_sender is 'purpose: messages must not show who sends them; sensitivity: care; retention: record';
comment on column people.person.language is 'purpose: language they prefer, as BCP 47; sensitivity: personal; retention: record';
comment on column people.person.interpreter is 'purpose: whether an interpreter is needed; sensitivity: personal; retention: record';
comment on column people.person.access_needs is 'purpose: Accessible Information Standard, codes; sensitivity: special; retention: record';
comment on column people.person.pronouns is 'purpose: how they like to be spoken of; sensitivity: special; retention: record';
comment on column people.person.sex is 'purpose: PRSB standard; apart from pages for staff; sensitivity: special; retention: record';
comment on column people.person.gender is 'purpose: PRSB standard, fairness counts, in their words; sensitivity: special; retention: record';
comment on column people.person.ethnicity is 'purpose: PRSB standard, fairness counts, national category code; sensitivity: special; retention: record';
comment on column people.person.sexual_orientation is 'purpose: PRSB standard, only where offered; sensitivity: special; retention: record';
comment on column people.person.further is 'purpose: other PRSB demographics as received (religion, marital status, other identifiers ...), kept to be passed on; sensitivity: special; retention: record';
comment on column people.person.restricted is 'purpose: telephone and address only for the allocated worker; sensitivity: care; retention: record';
comment on column people.person.deceased_on is 'purpose: no message after a death; sensitivity: personal; retention: record';
comment on column people.person.version is 'purpose: two who change the same thing both see it; sensitivity: internal; retention: record';
comment on column people.person.registered_at is 'purpose: order, the older of two records; sensitivity: internal; retention: record';
comment on column people.person.search_name is 'purpose: search by name; sensitivity: personal; retention: record';

-- The recorded reason why an organisation may see a person, and until when.
create table people.involvement (
  partnership_id   uuid         not null,
  person_id        uuid         not null,
  organisation_id  uuid,
  team_id          uuid,
  reason           text         not null,
  since            timestamptz  not null default now(),
  until            timestamptz,
  constraint involvement_once unique nulls not distinct (partnership_id, organisation_id, person_id, reason, team_id) include (until),
  constraint involvement_of_person foreign key (partnership_id, person_id) references people.person (partnership_id, id),
  constraint involvement_of_organisation foreign key (partnership_id, organisation_id) references access.organisation (partnership_id, id),
  constraint involvement_of_team foreign key (partnership_id, team_id) references teams.team (partnership_id, id),
  constraint involvement_reason_known check (reason in ('referrer', 'team', 'provider', 'practice', 'self')),
  constraint involvement_team_named check ((reason = 'team') = (team_id is not null)),
  constraint involvement_organisation_named check ((reason = 'self') = (organisation_id is null))
);
create index involvement_by_person on people.involvement (partnership_id, person_id);
comment on table people.involvement is 'Why an organisation may see a person, and until when. Readable by that organisation only.';
comment on column people.involvement.partnership_id is 'purpose: tenant; sensitivity: internal; retention: record';
comment on column people.involvement.person_id is 'purpose: who may be seen; sensitivity: care; retention: record';
comment on column people.involvement.organisation_id is 'purpose: who may see; sensitivity: care; retention: record';
comment on column people.involvement.team_id is 'purpose: which team of it; sensitivity: care; retention: record';
comment on column people.involvement.reason is 'purpose: what it opens (referrer, team, provider, practice, self); sensitivity: care; retention: record';
comment on column people.involvement.since is 'purpose: audit; sensitivity: care; retention: record';
comment on column people.involvement.until is 'purpose: end of sight; sensitivity: care; retention: record';

-- What a person agreed to or refused: one fact per answer. A change of mind is a new fact, or an end to the old one.
create table people.consent (
  partnership_id   uuid         not null,
  id               uuid         not null,
  person_id        uuid         not null,
  subject          text         not null,
  answer           text         not null,
  organisation_id  uuid,
  given_by         text         not null,
  note             text,
  wording_version  text         not null,
  given_at         timestamptz  not null,
  recorded_by      uuid,
  withdrawn_at     timestamptz,
  withdrawn_by     uuid,
  constraint consent_pkey primary key (partnership_id, id),
  constraint consent_of_person foreign key (partnership_id, person_id) references people.person (partnership_id, id),
  constraint consent_to_organisation foreign key (partnership_id, organisation_id) references access.organisation (partnership_id, id),
  constraint consent_subject_known check (subject in ('sharing', 'telling-practice', 'earlier-episodes', 'story', 'research', 'contact')),
  constraint consent_answer_known check (answer in ('given', 'refused', 'best-interests')),
  constraint consent_given_by_known check (given_by in ('person', 'parent', 'attorney', 'deputy', 'carer', 'professional')),
  constraint consent_best_interests_explained check (answer <> 'best-interests' or btrim(coalesce(note, '')) <> ''),
  constraint consent_withdrawn_later check (withdrawn_at >= given_at)
);
create index consent_by_person on people.consent (partnership_id, person_id, subject);
comment on table people.consent is 'What a person agreed to or refused, to whom, in which words.';
comment on column people.consent.partnership_id is 'purpose: tenant; sensitivity: internal; retention: record';
comment on column people.consent.id is 'purpose: identity; sensitivity: internal; retention: record';
comment on column people.consent.person_id is 'purpose: who agreed; sensitivity: care; retention: record';
comment on column people.consent.subject is 'purpose: to what; sensitivity: care; retention: record';
comment on column people.consent.answer is 'purpose: given, refused, or decided in their best interests; sensitivity: care; retention: record';
comment on column people.consent.organisation_id is 'purpose: to whom; null is everybody the wording names; sensitivity: care; retention: record';
comment on column people.consent.given_by is 'purpose: who answered for them; sensitivity: care; retention: record';
comment on column people.consent.note is 'purpose: why it was not obtained, PRSB standard; sensitivity: care; retention: record';
comment on column people.consent.wording_version is 'purpose: which words they were shown; sensitivity: internal; retention: record';
comment on column people.consent.given_at is 'purpose: when; sensitivity: care; retention: record';
comment on column people.consent.recorded_by is 'purpose: who wrote it down; sensitivity: staff; retention: record';
comment on column people.consent.withdrawn_at is 'purpose: when they took it back; sensitivity: care; retention: record';
comment on column people.consent.withdrawn_by is 'purpose: who wrote that down; sensitivity: staff; retention: record';

-- Two records that may be one person. A human being decides; the machine never merges.
create table people.possible_duplicate (
  partnership_id  uuid         not null,
  person_id       uuid         not null,
  other_id        uuid         not null,
  why             text[]       not null,
  found_at        timestamptz  not null default now(),
  decision        text,
  decided_at      timestamptz,
  decided_by      uuid,
  constraint possible_duplicate_pkey primary key (partnership_id, person_id, other_id),
  constraint possible_duplicate_of_person foreign key (partnership_id, person_id) references people.person (partnership_id, id),
  constraint possible_duplicate_of_other foreign key (partnership_id, other_id) references people.person (partnership_id, id),
  constraint possible_duplicate_in_order check (person_id < other_id),
  constraint possible_duplicate_why_known check (cardinality(why) > 0 and why <@ '{nhs-number,name,telephone}'::text[]),
  constraint possible_duplicate_decision_known check (decision in ('same', 'different')),
  constraint possible_duplicate_decision_whole check ((decision is null) = (decided_at is null))
);
create index possible_duplicate_by_other on people.possible_duplicate (partnership_id, other_id);
comment on table people.possible_duplicate is 'A pair of people who may be one, until somebody decides.';
comment on column people.possible_duplicate.partnership_id is 'purpose: tenant; sensitivity: internal; retention: record';
comment on column people.possible_duplicate.person_id is 'purpose: one of the two; sensitivity: care; retention: record';
comment on column people.possible_duplicate.other_id is 'purpose: the other; sensitivity: care; retention: record';
comment on column people.possible_duplicate.why is 'purpose: what they have in common; sensitivity: personal; retention: record';
comment on column people.possible_duplicate.found_at is 'purpose: order; sensitivity: internal; retention: record';
comment on column people.possible_duplicate.decision is 'purpose: same or different; sensitivity: care; retention: record';
comment on column people.possible_duplicate.decided_at is 'purpose: when; sensitivity: internal; retention: record';
comment on column people.possible_duplicate.decided_by is 'purpose: who decided; sensitivity: staff; retention: record';

-- Whether an involvement of the caller's own organisation opens the whole record: the one place where this is said.
create function people.opens_record(_reason text, _team uuid, _until timestamptz) returns boolean language sql stable parallel safe
  return (_reason = 'practice' or (_reason = 'team' and _team = access.team())) and (_until is null or _until > now());

alter table people.person enable row level security;
alter table people.person force row level security;
create policy owner_all on people.person to trellis_owner using (true) with check (true);
create policy seen on people.person for select to trellis_app using (
  partnership_id = (select access.partnership()) and (
    (select access.kind()) = 'job'
    or ((select access.kind()) = 'person' and id = (select access.actor()))
    or ((select access.kind()) = 'link' and id = (select access.record()))
    or ((select access.kind()) = 'account' and exists (select from people.involvement i
        where i.partnership_id = (select access.partnership()) and i.organisation_id = (select access.organisation())
          and i.person_id = person.id and people.opens_record(i.reason, i.team_id, i.until)))));
-- Details are put right by the team that works with the person; a practice reads.
create policy corrected on people.person for update to trellis_app
  using (partnership_id = (select access.partnership()) and (select access.kind()) = 'account' and exists (select from people.involvement i
    where i.partnership_id = (select access.partnership()) and i.organisation_id = (select access.organisation())
      and i.person_id = person.id and i.reason = 'team' and people.opens_record(i.reason, i.team_id, i.until)))
  with check (partnership_id = (select access.partnership()));
-- New people come in through people.register alone.
grant select on people.person to trellis_app;
grant update (title, given_name, family_name, preferred_name, birth_date, nhs_number, nhs_number_index, nhs_number_status, practice_code,
  address_lines, postcode, telephone, email, preferred_contact, safe_voicemail, safe_post, safe_hours, neutral_sender, language, interpreter,
  access_needs, pronouns, sex, gender, ethnicity, sexual_orientation, further, restricted, deceased_on, version) on people.person to trellis_app;

alter table people.involvement enable row level security;
alter table people.involvement force row level security;
create policy owner_all on people.involvement to trellis_owner using (true) with check (true);
create policy seen on people.involvement for select to trellis_app using (
  partnership_id = (select access.partnership()) and organisation_id = (select access.organisation()));
create policy written on people.involvement for insert to trellis_app with check (partnership_id = (select access.partnership()));
grant select, insert on people.involvement to trellis_app;

alter table people.consent enable row level security;
alter table people.consent force row level security;
create policy owner_all on people.consent to trellis_owner using (true) with check (true);
create policy seen on people.consent for select to trellis_app using (
  partnership_id = (select access.partnership())
  and exists (select from people.person p where p.partnership_id = consent.partnership_id and p.id = consent.person_id));
create policy written on people.consent for insert to trellis_app with check (partnership_id = (select access.partnership()));
create policy withdrawn on people.consent for update to trellis_app
  using (partnership_id = (select access.partnership())
    and exists (select from people.person p where p.partnership_id = consent.partnership_id and p.id = consent.person_id))
  with check (partnership_id = (select access.partnership()));
grant select, insert, update (withdrawn_at, withdrawn_by) on people.consent to trellis_app;

alter table people.possible_duplicate enable row level security;
alter table people.possible_duplicate force row level security;
create policy owner_all on people.possible_duplicate to trellis_owner using (true) with check (true);
-- Only who may see both may know of the pair.
create policy seen on people.possible_duplicate for select to trellis_app using (
  partnership_id = (select access.partnership())
  and exists (select from people.person p where p.partnership_id = possible_duplicate.partnership_id and p.id = possible_duplicate.person_id)
  and exists (select from people.person p where p.partnership_id = possible_duplicate.partnership_id and p.id = possible_duplicate.other_id));
create policy decided on people.possible_duplicate for update to trellis_app
  using (partnership_id = (select access.partnership())
    and exists (select from people.person p where p.partnership_id = possible_duplicate.partnership_id and p.id = possible_duplicate.person_id)
    and exists (select from people.person p where p.partnership_id = possible_duplicate.partnership_id and p.id = possible_duplicate.other_id))
  with check (partnership_id = (select access.partnership()));
grant select, update (decision, decided_at, decided_by) on people.possible_duplicate to trellis_app;

-- Whether two may be one person by name: much alike as a whole, or the same family name and first letter (Kath, Kathleen).
create function people.alike(o people.person, p people.person, _search_name text) returns boolean language sql immutable parallel safe
  return public.similarity(o.search_name, _search_name) >= 0.5
    or (lower(o.family_name) = lower(p.family_name) and lower(left(o.given_name, 1)) = lower(left(p.given_name, 1)));

-- Finds or makes a person within the caller's partnership. Only a number *and* a birth date that agree make it the same
-- person, and then nothing about them is changed: whoever refers must not be able to redirect somebody's letters.
-- Two who register the same number at once wait for each other.
create function people.register(_details jsonb, out person_id uuid, out is_new boolean, out possible_duplicates int)
  language plpgsql security definer set search_path = pg_catalog as $$
declare
  here uuid := access.partnership();
  p people.person := jsonb_populate_record(null::people.person, _details);
  mine text := people.fold(concat_ws(' ', p.given_name, p.family_name, p.preferred_name));
begin
  if here is null then raise exception 'no partnership' using errcode = '42501'; end if;
  if p.nhs_number_index is not null then
    perform pg_advisory_xact_lock(hashtextextended(here::text || encode(p.nhs_number_index, 'hex'), 0));
    select o.id into person_id from people.person o
      where o.partnership_id = here and o.nhs_number_index = p.nhs_number_index and o.birth_date = p.birth_date
      order by o.registered_at, o.id limit 1;
    if found then is_new := false; possible_duplicates := 0; return; end if;
  end if;
  person_id := p.id;
  is_new := true;
  insert into people.person (partnership_id, id, title, given_name, family_name, preferred_name, birth_date, nhs_number, nhs_number_index,
      nhs_number_status, practice_code, address_lines, postcode, telephone, email, preferred_contact, safe_voicemail, safe_post, safe_hours,
      neutral_sender, language, interpreter, access_needs, pronouns, sex, gender, ethnicity, sexual_orientation, further, restricted, deceased_on)
    values (here, p.id, p.title, p.given_name, p.family_name, p.preferred_name, p.birth_date, p.nhs_number, p.nhs_number_index,
      p.nhs_number_status, p.practice_code, p.address_lines, p.postcode, p.telephone, p.email, p.preferred_contact, p.safe_voicemail, p.safe_post, p.safe_hours,
      p.neutral_sender, p.language, p.interpreter, p.access_needs, p.pronouns, p.sex, p.gender, p.ethnicity, p.sexual_orientation, p.further, p.restricted, p.deceased_on);
  insert into people.possible_duplicate (partnership_id, person_id, other_id, why)
    select here, least(o.id, p.id), greatest(o.id, p.id), array_remove(array[
        case when o.nhs_number_index = p.nhs_number_index then 'nhs-number' end,
        case when o.birth_date = p.birth_date and people.alike(o, p, mine) then 'name' end,
        case when o.birth_date = p.birth_date and o.telephone = p.telephone then 'telephone' end], null)
    from people.person o
    where o.partnership_id = here and o.id <> p.id and (o.nhs_number_index = p.nhs_number_index
      or (o.birth_date = p.birth_date and (o.telephone = p.telephone or people.alike(o, p, mine))));
  get diagnostics possible_duplicates = row_count;
end $$;
comment on function people.register is 'Finds a person by NHS number and birth date, or makes a new one and notes who it may be as well.';

-- Records why an organisation may see a person; one that had ended begins again, one that runs is never shortened.
create function people.involve(_person uuid, _organisation uuid, _team uuid, _reason text, _until timestamptz) returns void
  language sql security definer set search_path = pg_catalog as $$
  insert into people.involvement as i (partnership_id, person_id, organisation_id, team_id, reason, until)
    values (access.partnership(), _person, _organisation, _team, _reason, _until)
  on conflict on constraint involvement_once do update
    set until = case when i.until is null or excluded.until is null then null else greatest(i.until, excluded.until) end,
        since = case when i.until <= now() then now() else i.since end
$$;

-- Ends sight: the earlier end counts. The row stays, because why somebody could see a person is part of the record.
create function people.end_involvement(_person uuid, _organisation uuid, _team uuid, _reason text, _at timestamptz) returns void
  language sql security definer set search_path = pg_catalog as $$
  update people.involvement i set until = least(i.until, _at)
  where i.partnership_id = access.partnership() and i.person_id = _person and i.organisation_id = _organisation
    and i.team_id is not distinct from _team and i.reason = _reason
$$;

-- Search by name, birth date or NHS number, through the same door as the record itself: only the caller's own involvements
-- count. The filter is inside because row-level security keeps trigram operators from the index. Names that begin with each
-- word come first; only when there are none, names that are like the words.
create function people.search(_words text, _birth_date date, _nhs_number_index bytea, _limit int) returns setof people.person
  language plpgsql stable security definer set search_path = pg_catalog as $$
declare
  here uuid := access.partnership();
  own uuid := access.organisation();
  folded text := btrim(people.fold(coalesce(_words, '')));
  beginnings text[] := array(select '% ' || w || '%' from regexp_split_to_table(folded, ' ') w where w <> '' order by length(w) desc limit 6);
begin
  if access.kind() is distinct from 'account' then return; end if;
  if _birth_date is not null or _nhs_number_index is not null then
    return query select p.* from people.person p
      where p.partnership_id = here and (_birth_date is null or p.birth_date = _birth_date)
        and (_nhs_number_index is null or p.nhs_number_index = _nhs_number_index)
        and (folded = '' or p.search_name like all (beginnings) or folded operator(public.<%) p.search_name)
        and exists (select from people.involvement i where i.partnership_id = here and i.organisation_id = own and i.person_id = p.id
          and people.opens_record(i.reason, i.team_id, i.until))
      order by public.word_similarity(folded, p.search_name) desc, p.family_name, p.given_name, p.id limit least(_limit, 50);
    return;
  end if;
  if folded = '' then return; end if;
  -- Names first, by the trigram index, then sight: the planner would else look through everybody (150 ms in 100,000).
  return query with named as materialized (select p.* from people.person p
      where p.partnership_id = here and p.search_name like beginnings[1] and p.search_name like all (beginnings))
    select p.* from named p
    where exists (select from people.involvement i where i.partnership_id = here and i.organisation_id = own and i.person_id = p.id
      and people.opens_record(i.reason, i.team_id, i.until))
    order by p.family_name, p.given_name, p.birth_date, p.id limit least(_limit, 50);
  if found then return; end if;
  return query with alike as materialized (select p.* from people.person p
      where p.partnership_id = here and folded operator(public.<%) p.search_name)
    select p.* from alike p
    where exists (select from people.involvement i where i.partnership_id = here and i.organisation_id = own and i.person_id = p.id
      and people.opens_record(i.reason, i.team_id, i.until))
    order by public.word_similarity(folded, p.search_name) desc, p.family_name, p.given_name, p.id limit least(_limit, 50);
end $$;
revoke all on function people.register, people.involve, people.end_involvement, people.search from public;
grant execute on function people.register, people.involve, people.end_involvement, people.search to trellis_app;
