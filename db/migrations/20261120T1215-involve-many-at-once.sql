-- One insert for all, in a function whose plan is kept: one in the language sql was planned anew for each statement.
create function people.involve(_involvements jsonb) returns void
  language plpgsql security definer set search_path to 'pg_catalog' as $$
begin
  insert into people.involvement as i (partnership_id, person_id, organisation_id, team_id, reason, until)
    select access.partnership(), r.person, r.organisation, r.team, r.reason, case when bool_and(r.until is not null) then max(r.until) end
    from jsonb_to_recordset(_involvements) as r(person uuid, organisation uuid, team uuid, reason text, until timestamptz)
    group by r.person, r.organisation, r.team, r.reason
  on conflict on constraint involvement_once do update
    set until = case when i.until is null or excluded.until is null then null else greatest(i.until, excluded.until) end,
        since = case when i.until <= now() then now() else i.since end;
end $$;
revoke all on function people.involve(jsonb) from public;
grant execute on function people.involve(jsonb) to trellis_app;
drop function people.involve(uuid, uuid, uuid, text, timestamptz);
