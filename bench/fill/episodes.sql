-- The team's work: an episode for each accepted referral, its contacts, a plan for those under way, closures.
insert into support.episode (partnership_id, id, person_id, team_id, referral_id, status, opened_at, worker_account_id, next_date, closed_at, heard_at, tries)
  select partnership_id, episode_id, id, team_id, referral_id, episode_status, received_at + interval '20 hours', worker_id,
    case when episode_status <> 'closed' then (now() + (n % 14 - 3) * interval '1 day')::date end,
    case when episode_status = 'closed' then received_at + interval '24 days' end,
    case when episode_status <> 'waiting' then least(received_at + (2 + n % 20) * interval '1 day', now() - interval '1 hour') end, n % 3
  from request where status = 'accepted';
insert into support.allocation select partnership_id, pg_temp.id(received_at, 48, number), episode_id, worker_id, worker_id, received_at + interval '20 hours'
  from request where status = 'accepted';
insert into support.contact (partnership_id, id, episode_id, person_id, team_id, happened_at, kind, outcome, note, recorded_by, recorded_at)
  select partnership_id, pg_temp.id(received_at, 49 + turn, number), episode_id, id, team_id, received_at + turn * interval '22 hours', (array['call', 'visit'])[turn], 'reached',
    'They talked about the choir, the stairs and how quiet the flat is since the spring. They will try the Tuesday coffee morning with a neighbour.',
    worker_id, received_at + turn * interval '23 hours'
  from request, generate_series(1, 2) turn where status = 'accepted' and episode_status <> 'waiting';
insert into support.start select partnership_id, episode_id, pg_temp.id(received_at, 50, number), worker_id, received_at + interval '22 hours'
  from request where status = 'accepted' and episode_status <> 'waiting';
insert into support.pause (partnership_id, id, episode_id, reason, until, paused_by, paused_at)
  select partnership_id, pg_temp.id(received_at, 53, number), episode_id, 'away', (now() + interval '20 days')::date, worker_id, received_at + interval '30 hours'
  from request where status = 'accepted' and episode_status = 'paused';
insert into support.closure (partnership_id, episode_id, person_id, team_id, reason, no_actions_required, outcome, summary, tell_practice, closed_by, closed_at)
  select partnership_id, episode_id, id, team_id, 'finished', true, 'Goes to the choir every week', 'They asked for company and found it.', true, worker_id, received_at + interval '24 days'
  from request where status = 'accepted' and episode_status = 'closed';

create temp table open_episode as select * from request where status = 'accepted' and episode_status in ('active', 'paused');
insert into support.revision select partnership_id, episode_id, 1, team_id, id, worker_id, received_at + interval '2 days' from open_episode;
insert into support.about_me (partnership_id, episode_id, revision, team_id, person_id, most_important, important_people, how_to_support)
  select partnership_id, episode_id, 1, team_id, id, 'My garden and my sister', 'My sister Joan rings on Sundays', 'Give me time on the telephone' from open_episode;
insert into support.concern (partnership_id, episode_id, id, revision, team_id, person_id, place, text, need)
  select partnership_id, episode_id, pg_temp.id(received_at, 54, number), 1, team_id, id, 1, 'The evenings are long', 'loneliness' from open_episode;
insert into support.goal (partnership_id, episode_id, id, revision, team_id, person_id, place, concern_id, text, importance, confidence)
  select partnership_id, episode_id, pg_temp.id(received_at, 55, number), 1, team_id, id, 1, pg_temp.id(received_at, 54, number), 'See somebody every week', 8, 6 from open_episode;
insert into support.action (partnership_id, episode_id, id, revision, team_id, person_id, place, goal_id, what, who)
  select partnership_id, episode_id, pg_temp.id(received_at, 56, number), 1, team_id, id, 1, pg_temp.id(received_at, 55, number), 'Visit the Tuesday coffee morning', 'Me and Joan' from open_episode;
insert into support.plan (partnership_id, episode_id, version, team_id, person_id, revision, agreed_with, agreed_on, review_on, responsible_account_id, recorded_by, recorded_at)
  select partnership_id, episode_id, 1, team_id, id, 1, 'person', (received_at + interval '2 days')::date, (received_at + interval '60 days')::date, worker_id, worker_id, received_at + interval '2 days'
  from open_episode where n % 2 = 0;

-- The journal of two years, in its monthly parts.
select journal.make_months((now() - interval '740 days')::date, (now() + interval '40 days')::date);
insert into journal.entry (happened_at, partnership_id, actor_kind, actor_id, organisation_id, role, action, subject_id, subject_version, person_id, detail)
  select received_at + at * interval '20 hours', partnership_id, 'account', worker_id, team_organisation_id, 'link_worker',
    (array['referral.received', 'person.viewed'])[at + 1], referral_id, at + 1, id, '{"reasons":["loneliness"]}'
  from request, generate_series(0, 1) at order by received_at, at;
