-- What whoever asked may know of the work that a referral led to: that it began, rests, goes on, and how it ended. Told by the
-- module that does the work; nothing of the record itself.

create table referrals.progress (
  partnership_id  uuid         not null,
  id              uuid         not null,
  referral_id     uuid         not null,
  stage           text         not null,
  at              timestamptz  not null,
  end_reason      text,
  letter_id       uuid,
  constraint progress_pkey primary key (partnership_id, id),
  constraint progress_of_referral foreign key (partnership_id, referral_id) references referrals.referral (partnership_id, id),
  constraint progress_stage_known check (stage in ('started', 'paused', 'resumed', 'closed')),
  constraint progress_end_said check ((stage = 'closed') = (end_reason is not null)),
  constraint progress_letter_at_the_end check (letter_id is null or stage = 'closed')
);
create index progress_in_order on referrals.progress (partnership_id, referral_id, at);
create unique index progress_closed_once on referrals.progress (partnership_id, referral_id) where stage = 'closed';
comment on table referrals.progress is 'How the work goes that a referral led to, as far as whoever asked may know.';
comment on column referrals.progress.partnership_id is 'purpose: tenant; sensitivity: internal; retention: episode';
comment on column referrals.progress.id is 'purpose: identity; sensitivity: internal; retention: episode';
comment on column referrals.progress.referral_id is 'purpose: which referral; sensitivity: internal; retention: episode';
comment on column referrals.progress.stage is 'purpose: began, rests, goes on, ended; sensitivity: care; retention: episode';
comment on column referrals.progress.at is 'purpose: since when; sensitivity: care; retention: episode';
comment on column referrals.progress.end_reason is 'purpose: why it ended, as a code; sensitivity: care; retention: episode';
comment on column referrals.progress.letter_id is 'purpose: the closing letter to whoever asked; sensitivity: internal; retention: episode';

alter table referrals.progress enable row level security;
alter table referrals.progress force row level security;
create policy owner_all on referrals.progress to trellis_owner using (true) with check (true);
create policy made_here on referrals.progress for insert to trellis_app with check (partnership_id = (select access.partnership())
  and exists (select from referrals.referral r where r.partnership_id = progress.partnership_id and r.id = progress.referral_id
    and r.team_id = (select access.team())));
create policy seen on referrals.progress for select to trellis_app using (partnership_id = (select access.partnership())
  and exists (select from referrals.referral r where r.partnership_id = progress.partnership_id and r.id = progress.referral_id));
grant select, insert on referrals.progress to trellis_app;

-- What happened before this was kept.
insert into referrals.progress (partnership_id, id, referral_id, stage, at)
  select e.partnership_id, gen_random_uuid(), e.referral_id, 'started', s.started_at
  from support.start s join support.episode e on e.partnership_id = s.partnership_id and e.id = s.episode_id
  where e.referral_id is not null;
insert into referrals.progress (partnership_id, id, referral_id, stage, at)
  select e.partnership_id, gen_random_uuid(), e.referral_id, t.stage, t.at
  from support.pause p join support.episode e on e.partnership_id = p.partnership_id and e.id = p.episode_id,
    lateral (values ('paused', p.paused_at), ('resumed', p.resumed_at)) t (stage, at)
  where e.referral_id is not null and t.at is not null and t.at is distinct from e.closed_at;
insert into referrals.progress (partnership_id, id, referral_id, stage, at, end_reason, letter_id)
  select e.partnership_id, gen_random_uuid(), e.referral_id, 'closed', c.closed_at, c.reason, l.id
  from support.closure c join support.episode e on e.partnership_id = c.partnership_id and e.id = c.episode_id
    left join support.closing_letter l on l.partnership_id = c.partnership_id and l.episode_id = c.episode_id and l.addressee = 'referrer'
  where e.referral_id is not null;
