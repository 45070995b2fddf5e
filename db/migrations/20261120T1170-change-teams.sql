-- A team's manager changes what is said about it on a page: two who change it at once must both be told.
alter table teams.team add column version int not null default 1, add constraint team_version_counts check (version > 0);
comment on column teams.team.version is 'purpose: stale changes are refused; sensitivity: internal; retention: permanent';

-- How long the last people of a team waited for their first talk, without reading all there ever were.
create index start_lately on support.start (partnership_id, started_at);
