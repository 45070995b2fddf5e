-- A group's member who is signed in does what the holder of its link does: the facts say by which way, and who it was.
alter table connections.answer
  drop constraint answer_came_by_known,
  drop constraint answer_by_telephone_recorded,
  add constraint answer_came_by_known check (came_by in ('link', 'provider', 'telephone')),
  add constraint answer_recorded_unless_by_link check ((came_by = 'link') = (recorded_by is null));
alter table connections.first_visit
  drop constraint first_visit_came_by_known,
  add constraint first_visit_came_by_known check (came_by in ('link', 'provider', 'team'));
alter table connections.attendance
  drop constraint attendance_came_by_known,
  add constraint attendance_came_by_known check (came_by in ('link', 'provider', 'team'));
alter table connections.ending
  drop constraint ending_came_by_known,
  add constraint ending_came_by_known check (came_by in ('link', 'provider', 'team'));
alter table connections.withdrawal
  drop constraint withdrawal_of_team_recorded,
  add constraint withdrawal_of_team_recorded check (by_kind = 'provider' or recorded_by is not null);
comment on column connections.answer.came_by is 'purpose: by the link, by an account of the group, or on the telephone; sensitivity: internal; retention: episode';
comment on column connections.answer.recorded_by is 'purpose: who of the group answered, or who wrote down what was said on the telephone; sensitivity: staff; retention: episode';
comment on column connections.first_visit.came_by is 'purpose: said by the group''s link, by an account of the group, or by the team; sensitivity: internal; retention: episode';
comment on column connections.attendance.came_by is 'purpose: said by the group''s link, by an account of the group, or by the team; sensitivity: internal; retention: episode';
comment on column connections.ending.came_by is 'purpose: said by the group''s link, by an account of the group, or by the team; sensitivity: internal; retention: episode';
comment on column connections.withdrawal.recorded_by is 'purpose: who wrote it down; nobody by name where the group''s link did; sensitivity: staff; retention: episode';

-- Everybody whom a group is asked to take, expects or has: of each what for_provider gives, and no more. Only for its own accounts.
create function connections.coming() returns table (id uuid, person_id uuid, service_id uuid, team_id uuid, worker_account_id uuid, status text,
    name text, contact jsonb, access_needs text[], helps text, answer_by date, first_visit_on date, met_by text, attendance jsonb)
  language sql stable security definer set search_path = pg_catalog as $$
  select own.* from connections.connection c cross join lateral connections.for_provider(c.id) own
  where c.partnership_id = access.partnership() and c.provider_id = access.organisation()
    and c.status in ('offered', 'waitlisted', 'accepted', 'started') and access.kind() = 'account' and access.has_role('provider') $$;
revoke all on function connections.coming from public;
grant execute on function connections.coming to trellis_app;
