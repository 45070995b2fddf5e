-- What an administrator may know: which tasks came up to them, who has access and since when they last used it. Never a
-- person's record: of a task only what it is, whose team's it is, and the number of the referral.
create schema administration;
grant usage on schema administration to trellis_app;

-- Tasks that nobody did in time and that went up to the administrator, the longest due first. Whose they are about stays out.
create function administration.tasks_gone_up(_limit int)
  returns table (id uuid, kind text, team_id uuid, organisation_id uuid, reference text, made_at timestamptz, due_at timestamptz, went_up_at timestamptz, total bigint)
  language sql stable security definer set search_path = pg_catalog as $$
  select t.id, t.kind, t.team_id, t.organisation_id, r.reference, t.made_at, t.due_at, t.escalated_at, count(*) over ()
  from tasks.task t
  left join support.episode e on t.about = 'episode' and e.partnership_id = t.partnership_id and e.id = t.about_id
  left join referrals.referral r on r.partnership_id = t.partnership_id and r.id = case t.about when 'referral' then t.about_id else e.referral_id end
  where t.partnership_id = access.partnership() and access.kind() = 'account' and access.has_role('administrator')
    and t.status = 'open' and t.role = 'administrator' and t.account_id is null
  order by t.due_at, t.id limit _limit $$;
create index task_gone_up on tasks.task (partnership_id, due_at) where status = 'open' and role = 'administrator';

-- Accounts with what an administrator reviews: the last sign-in that passed both factors, and whether one-time codes are set up.
create function access.review_accounts(_organisation uuid, _account uuid, _limit int, _skip int)
  returns table (id uuid, name text, email text, organisation_id uuid, organisation_name text, created_at timestamptz, disabled_at timestamptz,
    second_factor boolean, last_sign_in_at timestamptz, total bigint)
  language sql stable security definer set search_path = pg_catalog as $$
  select a.id, a.name, a.email, a.organisation_id, o.name, a.created_at, a.disabled_at, a.totp_secret is not null,
    (select max(s.second_factor_at) from access.sign_in s where s.partnership_id = a.partnership_id and s.account_id = a.id), count(*) over ()
  from access.account a
  join access.organisation o on o.partnership_id = a.partnership_id and o.id = a.organisation_id
  where a.partnership_id = access.partnership() and access.kind() = 'account' and access.has_role('administrator')
    and (_organisation is null or a.organisation_id = _organisation) and (_account is null or a.id = _account)
  order by a.disabled_at is not null, a.name, a.id limit _limit offset _skip $$;
create index sign_in_last_of_account on access.sign_in (partnership_id, account_id, second_factor_at);

-- Ends every sign-in of an account whose access an administrator takes away; answers how many there were.
create function access.end_sign_ins_of(_account uuid, _now timestamptz) returns int
  language sql volatile security definer set search_path = pg_catalog as $$
  with ended as (update access.sign_in set ended_at = _now
    where partnership_id = access.partnership() and access.kind() = 'account' and access.has_role('administrator')
      and account_id = _account and ended_at is null returning 1)
  select count(*)::int from ended $$;

revoke all on function administration.tasks_gone_up, access.review_accounts, access.end_sign_ins_of from public;
grant execute on function administration.tasks_gone_up, access.review_accounts, access.end_sign_ins_of to trellis_app;
