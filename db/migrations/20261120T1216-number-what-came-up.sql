-- A task about a connection, a questionnaire or a letter has no referral of its own: the number that helps a team's manager to find
-- whom it is about is then the one of that person's last referral to the team.
create or replace function administration.tasks_gone_up(_limit int)
  returns table (id uuid, kind text, team_id uuid, organisation_id uuid, reference text, made_at timestamptz, due_at timestamptz, went_up_at timestamptz, total bigint)
  language sql stable security definer set search_path = pg_catalog as $$
  select t.id, t.kind, t.team_id, t.organisation_id,
    (select r.reference from referrals.referral r
      where r.partnership_id = t.partnership_id and r.person_id = t.person_id and r.team_id = t.team_id
      order by t.about = 'referral' and r.id = t.about_id desc, r.received_at desc limit 1),
    t.made_at, t.due_at, t.escalated_at, count(*) over ()
  from tasks.task t
  where t.partnership_id = access.partnership() and access.kind() = 'account' and access.has_role('administrator')
    and t.status = 'open' and t.role = 'administrator' and t.account_id is null
  order by t.due_at, t.id limit _limit $$;
