-- The shape of the database, written by "npm run db" and compared in the tests. Do not edit.
schema access
schema administration
schema connections
schema directory
schema geography
schema journal
schema messages
schema people
schema platform
schema referrals
schema support
schema tasks
schema teams
table access.account with row-level security, forced
  access.account.partnership_id uuid not null
  access.account.id uuid not null
  access.account.organisation_id uuid not null
  access.account.email text not null
  access.account.name text not null
  access.account.password_hash text not null
  access.account.password_changed_at timestamp with time zone not null
  access.account.totp_secret bytea
  access.account.totp_step bigint
  access.account.demo boolean not null default false
  access.account.disabled_at timestamp with time zone
  access.account.created_at timestamp with time zone not null
  access.account constraint account_email_once UNIQUE (partnership_id, email)
  access.account constraint account_email_small CHECK (((email = lower(btrim(email))) AND (email ~~ '%_@_%'::text)))
  access.account constraint account_name_given CHECK ((btrim(name) <> ''::text))
  access.account constraint account_of_organisation FOREIGN KEY (partnership_id, organisation_id) REFERENCES access.organisation(partnership_id, id)
  access.account constraint account_pkey PRIMARY KEY (partnership_id, id)
  access.account constraint account_step_with_secret CHECK (((totp_secret IS NOT NULL) OR (totp_step IS NULL)))
  CREATE UNIQUE INDEX account_email_once ON access.account USING btree (partnership_id, email)
  CREATE INDEX account_of_organisation ON access.account USING btree (partnership_id, organisation_id)
  policy changed on access.account for update to trellis_app using (((partnership_id = ( SELECT access.partnership() AS partnership)) AND ((( SELECT access.kind() AS kind) = 'job'::text) OR ( SELECT access.has_role('administrator'::text) AS has_role) OR ((( SELECT access.kind() AS kind) = 'account'::text) AND (id = ( SELECT access.actor() AS actor)))))) check ((partnership_id = ( SELECT access.partnership() AS partnership)))
  policy made on access.account for insert to trellis_app using () check (((partnership_id = ( SELECT access.partnership() AS partnership)) AND ((( SELECT access.kind() AS kind) = 'job'::text) OR ( SELECT access.has_role('administrator'::text) AS has_role))))
  policy owner_all on access.account for all to trellis_owner using (true) check (true)
  policy seen on access.account for select to trellis_app using (((partnership_id = ( SELECT access.partnership() AS partnership)) AND ((( SELECT access.kind() AS kind) = 'job'::text) OR ((( SELECT access.kind() AS kind) = 'account'::text) AND ((id = ( SELECT access.actor() AS actor)) OR (organisation_id = ( SELECT access.organisation() AS organisation)) OR ( SELECT access.has_role('administrator'::text) AS has_role) OR (EXISTS ( SELECT
   FROM access.role_held r
  WHERE ((r.partnership_id = account.partnership_id) AND (r.organisation_id = ( SELECT access.organisation() AS organisation)) AND (r.account_id = account.id))))))))) check ()
  grant insert on access.account to trellis_app
  grant select (created_at, demo, disabled_at, email, id, name, organisation_id, partnership_id, password_changed_at) on access.account to trellis_app
  grant update (disabled_at, name, organisation_id, password_changed_at, password_hash) on access.account to trellis_app
table access.api_key with row-level security, forced
  access.api_key.partnership_id uuid not null
  access.api_key.id uuid not null
  access.api_key.key_hash bytea not null
  access.api_key.name text not null
  access.api_key.organisation_id uuid not null
  access.api_key.scopes text[] not null
  access.api_key.created_at timestamp with time zone not null
  access.api_key.expires_at timestamp with time zone not null
  access.api_key.revoked_at timestamp with time zone
  access.api_key constraint api_key_ends CHECK ((expires_at > created_at))
  access.api_key constraint api_key_hash_once UNIQUE (partnership_id, key_hash)
  access.api_key constraint api_key_name_given CHECK ((btrim(name) <> ''::text))
  access.api_key constraint api_key_of_organisation FOREIGN KEY (partnership_id, organisation_id) REFERENCES access.organisation(partnership_id, id)
  access.api_key constraint api_key_pkey PRIMARY KEY (partnership_id, id)
  access.api_key constraint api_key_scopes_known CHECK (((cardinality(scopes) > 0) AND (scopes <@ ARRAY['services:read'::text, 'services:write'::text, 'referrals:write'::text, 'referrals:read'::text, 'teams:read'::text, 'hub:submit'::text, 'hub:read'::text])))
  CREATE INDEX api_key_by_hash ON access.api_key USING btree (key_hash)
  CREATE UNIQUE INDEX api_key_hash_once ON access.api_key USING btree (partnership_id, key_hash)
  policy kept on access.api_key for all to trellis_app using (((partnership_id = ( SELECT access.partnership() AS partnership)) AND ((( SELECT access.kind() AS kind) = 'job'::text) OR ( SELECT access.has_role('administrator'::text) AS has_role)))) check (((partnership_id = ( SELECT access.partnership() AS partnership)) AND ((( SELECT access.kind() AS kind) = 'job'::text) OR ( SELECT access.has_role('administrator'::text) AS has_role))))
  policy owner_all on access.api_key for all to trellis_owner using (true) check (true)
  grant insert on access.api_key to trellis_app
  grant select (created_at, expires_at, id, name, organisation_id, partnership_id, revoked_at, scopes) on access.api_key to trellis_app
  grant update (revoked_at) on access.api_key to trellis_app
table access.organisation with row-level security, forced
  access.organisation.partnership_id uuid not null
  access.organisation.id uuid not null
  access.organisation.name text not null
  access.organisation.kind text not null
  access.organisation.ods_code text
  access.organisation.charity_number text
  access.organisation.company_number text
  access.organisation.created_at timestamp with time zone not null default now()
  access.organisation constraint organisation_kind_known CHECK ((kind = ANY (ARRAY['practice'::text, 'pcn'::text, 'icb'::text, 'trust'::text, 'council'::text, 'charity'::text, 'community'::text, 'company'::text, 'employer'::text, 'school'::text, 'housing'::text, 'fire'::text, 'police'::text, 'job_centre'::text, 'pharmacy'::text, 'other'::text])))
  access.organisation constraint organisation_name_given CHECK ((btrim(name) <> ''::text))
  access.organisation constraint organisation_ods_code_once UNIQUE (partnership_id, ods_code)
  access.organisation constraint organisation_ods_code_plain CHECK ((ods_code ~ '^[A-Z0-9]{3,10}$'::text))
  access.organisation constraint organisation_of_partnership FOREIGN KEY (partnership_id) REFERENCES access.partnership(id)
  access.organisation constraint organisation_pkey PRIMARY KEY (partnership_id, id)
  CREATE UNIQUE INDEX organisation_ods_code_once ON access.organisation USING btree (partnership_id, ods_code)
  policy changed on access.organisation for update to trellis_app using (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (( SELECT access.kind() AS kind) = ANY (ARRAY['job'::text, 'account'::text])))) check ((partnership_id = ( SELECT access.partnership() AS partnership)))
  policy kept on access.organisation for insert to trellis_app using () check (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (( SELECT access.kind() AS kind) = ANY (ARRAY['job'::text, 'account'::text]))))
  policy owner_all on access.organisation for all to trellis_owner using (true) check (true)
  policy seen on access.organisation for select to trellis_app using ((partnership_id = ( SELECT access.partnership() AS partnership))) check ()
  grant insert, select, update on access.organisation to trellis_app
table access.partnership with row-level security, forced
  access.partnership.id uuid not null
  access.partnership.name text not null
  access.partnership.host text
  access.partnership.settings jsonb not null default '{}'::jsonb
  access.partnership.created_at timestamp with time zone not null default now()
  access.partnership constraint partnership_host_once UNIQUE (host)
  access.partnership constraint partnership_name_given CHECK ((btrim(name) <> ''::text))
  access.partnership constraint partnership_pkey PRIMARY KEY (id)
  CREATE UNIQUE INDEX partnership_host_once ON access.partnership USING btree (host)
  policy made on access.partnership for insert to trellis_app using () check (((( SELECT access.kind() AS kind) = 'job'::text) AND (id = ( SELECT access.partnership() AS partnership))))
  policy owner_all on access.partnership for all to trellis_owner using (true) check (true)
  policy seen on access.partnership for select to trellis_app, trellis_report using (true) check ()
  grant select on access.partnership to trellis_app
  grant insert (host, id, name) on access.partnership to trellis_app
  grant select on access.partnership to trellis_report
table access.role_held with row-level security, forced
  access.role_held.partnership_id uuid not null
  access.role_held.id uuid not null
  access.role_held.account_id uuid not null
  access.role_held.organisation_id uuid not null
  access.role_held.team_id uuid
  access.role_held.role text not null
  access.role_held.created_at timestamp with time zone not null
  access.role_held constraint role_held_known CHECK ((role = ANY (ARRAY['referrer'::text, 'link_worker'::text, 'team_manager'::text, 'safeguarding_lead'::text, 'provider'::text, 'analyst'::text, 'commissioner'::text, 'administrator'::text])))
  access.role_held constraint role_held_of_account FOREIGN KEY (partnership_id, account_id) REFERENCES access.account(partnership_id, id)
  access.role_held constraint role_held_of_organisation FOREIGN KEY (partnership_id, organisation_id) REFERENCES access.organisation(partnership_id, id)
  access.role_held constraint role_held_of_team FOREIGN KEY (partnership_id, team_id) REFERENCES teams.team(partnership_id, id) DEFERRABLE INITIALLY DEFERRED
  access.role_held constraint role_held_once UNIQUE NULLS NOT DISTINCT (partnership_id, account_id, organisation_id, team_id, role)
  access.role_held constraint role_held_pkey PRIMARY KEY (partnership_id, id)
  CREATE INDEX role_held_in_organisation ON access.role_held USING btree (partnership_id, organisation_id, account_id)
  CREATE UNIQUE INDEX role_held_once ON access.role_held USING btree (partnership_id, account_id, organisation_id, team_id, role) NULLS NOT DISTINCT
  policy made on access.role_held for insert to trellis_app using () check (((partnership_id = ( SELECT access.partnership() AS partnership)) AND ((( SELECT access.kind() AS kind) = 'job'::text) OR ( SELECT access.has_role('administrator'::text) AS has_role))))
  policy owner_all on access.role_held for all to trellis_owner using (true) check (true)
  policy removed on access.role_held for delete to trellis_app using (((partnership_id = ( SELECT access.partnership() AS partnership)) AND ((( SELECT access.kind() AS kind) = 'job'::text) OR ( SELECT access.has_role('administrator'::text) AS has_role)))) check ()
  policy seen on access.role_held for select to trellis_app using (((partnership_id = ( SELECT access.partnership() AS partnership)) AND ((( SELECT access.kind() AS kind) = 'job'::text) OR ((( SELECT access.kind() AS kind) = 'account'::text) AND ((account_id = ( SELECT access.actor() AS actor)) OR (organisation_id = ( SELECT access.organisation() AS organisation)) OR ( SELECT access.has_role('administrator'::text) AS has_role)))))) check ()
  grant delete, insert, select on access.role_held to trellis_app
table access.sign_in with row-level security, forced
  access.sign_in.partnership_id uuid not null
  access.sign_in.id uuid not null
  access.sign_in.token_hash bytea not null
  access.sign_in.account_id uuid not null
  access.sign_in.chosen_organisation_id uuid
  access.sign_in.chosen_team_id uuid
  access.sign_in.second_factor_at timestamp with time zone
  access.sign_in.created_at timestamp with time zone not null
  access.sign_in.last_seen_at timestamp with time zone not null
  access.sign_in.ended_at timestamp with time zone
  access.sign_in constraint sign_in_of_account FOREIGN KEY (partnership_id, account_id) REFERENCES access.account(partnership_id, id)
  access.sign_in constraint sign_in_pkey PRIMARY KEY (partnership_id, id)
  access.sign_in constraint sign_in_team_of_organisation CHECK (((chosen_organisation_id IS NOT NULL) OR (chosen_team_id IS NULL)))
  access.sign_in constraint sign_in_token_once UNIQUE (partnership_id, token_hash)
  CREATE INDEX sign_in_last_of_account ON access.sign_in USING btree (partnership_id, account_id, second_factor_at)
  CREATE INDEX sign_in_of_account ON access.sign_in USING btree (partnership_id, account_id) WHERE (ended_at IS NULL)
  CREATE UNIQUE INDEX sign_in_token_once ON access.sign_in USING btree (partnership_id, token_hash)
  policy own on access.sign_in for all to trellis_app using (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (( SELECT access.kind() AS kind) = 'account'::text) AND (account_id = ( SELECT access.actor() AS actor)))) check (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (( SELECT access.kind() AS kind) = 'account'::text) AND (account_id = ( SELECT access.actor() AS actor))))
  policy owner_all on access.sign_in for all to trellis_owner using (true) check (true)
  grant insert on access.sign_in to trellis_app
  grant select (account_id, chosen_organisation_id, chosen_team_id, created_at, ended_at, id, last_seen_at, partnership_id, second_factor_at) on access.sign_in to trellis_app
  grant update (chosen_organisation_id, chosen_team_id, ended_at, second_factor_at, token_hash) on access.sign_in to trellis_app
table access.sign_in_try with row-level security, forced
  access.sign_in_try.partnership_id uuid not null
  access.sign_in_try.id bigint not null generated always as identity
  access.sign_in_try.who_hash bytea not null
  access.sign_in_try.network_hash bytea not null
  access.sign_in_try.tried_at timestamp with time zone not null
  access.sign_in_try constraint sign_in_try_of_partnership FOREIGN KEY (partnership_id) REFERENCES access.partnership(id)
  access.sign_in_try constraint sign_in_try_pkey PRIMARY KEY (partnership_id, id)
  CREATE INDEX sign_in_try_by_age ON access.sign_in_try USING btree (tried_at)
  CREATE INDEX sign_in_try_of_network ON access.sign_in_try USING btree (partnership_id, network_hash, tried_at)
  CREATE INDEX sign_in_try_of_who ON access.sign_in_try USING btree (partnership_id, who_hash, tried_at)
  policy owner_all on access.sign_in_try for all to trellis_owner using (true) check (true)
table access.signed_link with row-level security, forced
  access.signed_link.partnership_id uuid not null
  access.signed_link.id uuid not null
  access.signed_link.token_hash bytea not null
  access.signed_link.purpose text not null
  access.signed_link.record_id uuid not null
  access.signed_link.organisation_id uuid
  access.signed_link.birth_date date
  access.signed_link.wrong_tries integer not null default 0
  access.signed_link.closed_until timestamp with time zone
  access.signed_link.made_at timestamp with time zone not null
  access.signed_link.ends_at timestamp with time zone not null
  access.signed_link.ended_at timestamp with time zone
  access.signed_link constraint signed_link_ends CHECK ((ends_at > made_at))
  access.signed_link constraint signed_link_of_partnership FOREIGN KEY (partnership_id) REFERENCES access.partnership(id)
  access.signed_link constraint signed_link_pkey PRIMARY KEY (partnership_id, id)
  access.signed_link constraint signed_link_purpose_plain CHECK ((purpose ~ '^[a-z-]+$'::text))
  access.signed_link constraint signed_link_token_once UNIQUE (token_hash)
  CREATE INDEX signed_link_of_record ON access.signed_link USING btree (partnership_id, record_id, purpose)
  CREATE INDEX signed_link_over ON access.signed_link USING btree (COALESCE(ended_at, ends_at))
  CREATE UNIQUE INDEX signed_link_token_once ON access.signed_link USING btree (token_hash)
  policy ended on access.signed_link for update to trellis_app using (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (( SELECT access.kind() AS kind) = 'link'::text) AND (id = ( SELECT access.actor() AS actor)))) check ((partnership_id = ( SELECT access.partnership() AS partnership)))
  policy made_here on access.signed_link for insert to trellis_app using () check ((partnership_id = ( SELECT access.partnership() AS partnership)))
  policy own on access.signed_link for select to trellis_app using (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (( SELECT access.kind() AS kind) = 'link'::text) AND (id = ( SELECT access.actor() AS actor)))) check ()
  policy owner_all on access.signed_link for all to trellis_owner using (true) check (true)
  grant insert, select on access.signed_link to trellis_app
  grant update (ended_at) on access.signed_link to trellis_app
table connections.agreement with row-level security, forced
  connections.agreement.partnership_id uuid not null
  connections.agreement.connection_id uuid not null
  connections.agreement.agreed_by text not null
  connections.agreement.recorded_by uuid not null
  connections.agreement.agreed_at timestamp with time zone not null
  connections.agreement.consent_id uuid not null
  connections.agreement constraint agreement_by_account FOREIGN KEY (partnership_id, recorded_by) REFERENCES access.account(partnership_id, id)
  connections.agreement constraint agreement_by_known CHECK ((agreed_by = ANY (ARRAY['person'::text, 'attorney'::text, 'deputy'::text])))
  connections.agreement constraint agreement_consent FOREIGN KEY (partnership_id, consent_id) REFERENCES people.consent(partnership_id, id)
  connections.agreement constraint agreement_of_connection FOREIGN KEY (partnership_id, connection_id) REFERENCES connections.connection(partnership_id, id)
  connections.agreement constraint agreement_pkey PRIMARY KEY (partnership_id, consent_id)
  CREATE INDEX agreement_in_order ON connections.agreement USING btree (partnership_id, connection_id, agreed_at)
  policy made_here on connections.agreement for insert to trellis_app using () check (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (EXISTS ( SELECT
   FROM connections.connection c
  WHERE ((c.partnership_id = agreement.partnership_id) AND (c.id = agreement.connection_id))))))
  policy owner_all on connections.agreement for all to trellis_owner using (true) check (true)
  policy seen on connections.agreement for select to trellis_app using (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (EXISTS ( SELECT
   FROM connections.connection c
  WHERE ((c.partnership_id = agreement.partnership_id) AND (c.id = agreement.connection_id)))))) check ()
  grant insert, select on connections.agreement to trellis_app
table connections.answer with row-level security, forced
  connections.answer.partnership_id uuid not null
  connections.answer.id uuid not null
  connections.answer.connection_id uuid not null
  connections.answer.answer text not null
  connections.answer.reason text
  connections.answer.words text
  connections.answer.came_by text not null
  connections.answer.recorded_by uuid
  connections.answer.answered_at timestamp with time zone not null
  connections.answer.need text not null default ''::text
  connections.answer.area text
  connections.answer.told_at timestamp with time zone
  connections.answer constraint answer_by_account FOREIGN KEY (partnership_id, recorded_by) REFERENCES access.account(partnership_id, id)
  connections.answer constraint answer_came_by_known CHECK ((came_by = ANY (ARRAY['link'::text, 'provider'::text, 'telephone'::text])))
  connections.answer constraint answer_known CHECK ((answer = ANY (ARRAY['accepted'::text, 'waitlisted'::text, 'declined'::text])))
  connections.answer constraint answer_need_noted CHECK ((need <> ''::text))
  connections.answer constraint answer_no_says_why CHECK (((answer = 'declined'::text) = (reason IS NOT NULL)))
  connections.answer constraint answer_of_connection FOREIGN KEY (partnership_id, connection_id) REFERENCES connections.connection(partnership_id, id)
  connections.answer constraint answer_once UNIQUE (partnership_id, connection_id, answer)
  connections.answer constraint answer_pkey PRIMARY KEY (partnership_id, id)
  connections.answer constraint answer_recorded_unless_by_link CHECK (((came_by = 'link'::text) = (recorded_by IS NULL)))
  CREATE UNIQUE INDEX answer_once ON connections.answer USING btree (partnership_id, connection_id, answer)
  CREATE INDEX answer_untold ON connections.answer USING btree (answered_at) WHERE (told_at IS NULL)
  CREATE TRIGGER note_lack BEFORE INSERT ON connections.answer FOR EACH ROW EXECUTE FUNCTION connections.note_lack()
  policy followed_up on connections.answer for update to trellis_app using (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (EXISTS ( SELECT
   FROM connections.connection c
  WHERE ((c.partnership_id = answer.partnership_id) AND (c.id = answer.connection_id)))))) check ((partnership_id = ( SELECT access.partnership() AS partnership)))
  policy made_here on connections.answer for insert to trellis_app using () check (((partnership_id = ( SELECT access.partnership() AS partnership)) AND ((EXISTS ( SELECT
   FROM connections.connection c
  WHERE ((c.partnership_id = answer.partnership_id) AND (c.id = answer.connection_id)))) OR connections.is_own(connection_id))))
  policy owner_all on connections.answer for all to trellis_owner using (true) check (true)
  policy report_reads on connections.answer for select to trellis_report using ((partnership_id = ( SELECT access.partnership() AS partnership))) check ()
  policy seen on connections.answer for select to trellis_app using (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (EXISTS ( SELECT
   FROM connections.connection c
  WHERE ((c.partnership_id = answer.partnership_id) AND (c.id = answer.connection_id)))))) check ()
  grant insert, select on connections.answer to trellis_app
  grant update (told_at) on connections.answer to trellis_app
  grant select (answer, answered_at, area, connection_id, need, partnership_id, reason) on connections.answer to trellis_report
table connections.attendance with row-level security, forced
  connections.attendance.partnership_id uuid not null
  connections.attendance.id uuid not null
  connections.attendance.connection_id uuid not null
  connections.attendance.session_on date not null
  connections.attendance.came boolean not null
  connections.attendance.reason text
  connections.attendance.came_by text not null
  connections.attendance.recorded_by uuid
  connections.attendance.recorded_at timestamp with time zone not null
  connections.attendance constraint attendance_by_account FOREIGN KEY (partnership_id, recorded_by) REFERENCES access.account(partnership_id, id)
  connections.attendance constraint attendance_came_by_known CHECK ((came_by = ANY (ARRAY['link'::text, 'provider'::text, 'team'::text])))
  connections.attendance constraint attendance_not_in_future CHECK ((session_on <= ((recorded_at AT TIME ZONE 'Europe/London'::text))::date))
  connections.attendance constraint attendance_of_connection FOREIGN KEY (partnership_id, connection_id) REFERENCES connections.connection(partnership_id, id)
  connections.attendance constraint attendance_pkey PRIMARY KEY (partnership_id, id)
  connections.attendance constraint attendance_reason_when_away CHECK (((NOT came) OR (reason IS NULL)))
  CREATE INDEX attendance_in_order ON connections.attendance USING btree (partnership_id, connection_id, session_on, recorded_at)
  policy made_here on connections.attendance for insert to trellis_app using () check (((partnership_id = ( SELECT access.partnership() AS partnership)) AND ((EXISTS ( SELECT
   FROM connections.connection c
  WHERE ((c.partnership_id = attendance.partnership_id) AND (c.id = attendance.connection_id)))) OR connections.is_own(connection_id))))
  policy owner_all on connections.attendance for all to trellis_owner using (true) check (true)
  policy seen on connections.attendance for select to trellis_app using (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (EXISTS ( SELECT
   FROM connections.connection c
  WHERE ((c.partnership_id = attendance.partnership_id) AND (c.id = attendance.connection_id)))))) check ()
  grant insert, select on connections.attendance to trellis_app
table connections.connection with row-level security, forced
  connections.connection.partnership_id uuid not null
  connections.connection.id uuid not null
  connections.connection.episode_id uuid not null
  connections.connection.person_id uuid not null
  connections.connection.team_id uuid not null
  connections.connection.service_id uuid not null
  connections.connection.provider_id uuid
  connections.connection.need text not null
  connections.connection.area text
  connections.connection.status text not null default 'proposed'::text
  connections.connection.version integer not null default 1
  connections.connection.proposed_by uuid not null
  connections.connection.proposed_at timestamp with time zone not null
  connections.connection.shared text[] not null default '{}'::text[]
  connections.connection.helps text
  connections.connection.wording text
  connections.connection constraint connection_agreed_first CHECK (((status = ANY (ARRAY['proposed'::text, 'withdrawn'::text])) OR (wording IS NOT NULL)))
  connections.connection constraint connection_area_plain CHECK ((area ~ '^[A-Z]{1,2}[0-9][A-Z0-9]?$'::text))
  connections.connection constraint connection_by_account FOREIGN KEY (partnership_id, proposed_by) REFERENCES access.account(partnership_id, id)
  connections.connection constraint connection_helps_shared_whole CHECK ((('helps'::text = ANY (shared)) = (helps IS NOT NULL)))
  connections.connection constraint connection_need_plain CHECK ((need ~ '^[a-z-]+$'::text))
  connections.connection constraint connection_of_episode FOREIGN KEY (partnership_id, episode_id) REFERENCES support.episode(partnership_id, id)
  connections.connection constraint connection_of_person FOREIGN KEY (partnership_id, person_id) REFERENCES people.person(partnership_id, id)
  connections.connection constraint connection_of_team FOREIGN KEY (partnership_id, team_id) REFERENCES teams.team(partnership_id, id)
  connections.connection constraint connection_pkey PRIMARY KEY (partnership_id, id)
  connections.connection constraint connection_shared_known CHECK ((shared <@ ARRAY['name'::text, 'contact'::text, 'access-needs'::text, 'helps'::text]))
  connections.connection constraint connection_status_known CHECK ((status = ANY (ARRAY['proposed'::text, 'agreed'::text, 'offered'::text, 'accepted'::text, 'waitlisted'::text, 'declined'::text, 'unanswered'::text, 'withdrawn'::text, 'started'::text, 'ended'::text])))
  connections.connection constraint connection_to_provider FOREIGN KEY (partnership_id, provider_id) REFERENCES directory.provider(partnership_id, id)
  connections.connection constraint connection_to_service FOREIGN KEY (partnership_id, service_id) REFERENCES directory.service(partnership_id, id)
  CREATE INDEX connection_of_episode_index ON connections.connection USING btree (partnership_id, episode_id)
  CREATE INDEX connection_of_person_index ON connections.connection USING btree (partnership_id, person_id)
  CREATE INDEX connection_of_provider_index ON connections.connection USING btree (partnership_id, provider_id, status)
  CREATE INDEX connection_of_service_index ON connections.connection USING btree (partnership_id, service_id, status)
  CREATE UNIQUE INDEX connection_open_once ON connections.connection USING btree (partnership_id, person_id, team_id, service_id) WHERE (status = ANY (ARRAY['proposed'::text, 'agreed'::text, 'offered'::text, 'waitlisted'::text, 'accepted'::text, 'started'::text]))
  CREATE TRIGGER move_allowed BEFORE UPDATE OF status ON connections.connection FOR EACH ROW WHEN (((old.status IS DISTINCT FROM new.status) AND ((((((((((((((((old.status <> 'proposed'::text) OR (new.status <> 'agreed'::text)) AND ((old.status <> 'proposed'::text) OR (new.status <> 'withdrawn'::text))) AND ((old.status <> 'agreed'::text) OR (new.status <> 'offered'::text))) AND ((old.status <> 'agreed'::text) OR (new.status <> 'withdrawn'::text))) AND ((old.status <> 'offered'::text) OR (new.status <> 'accepted'::text))) AND ((old.status <> 'offered'::text) OR (new.status <> 'waitlisted'::text))) AND ((old.status <> 'offered'::text) OR (new.status <> 'declined'::text))) AND ((old.status <> 'offered'::text) OR (new.status <> 'unanswered'::text))) AND ((old.status <> 'offered'::text) OR (new.status <> 'withdrawn'::text))) AND ((old.status <> 'waitlisted'::text) OR (new.status <> 'accepted'::text))) AND ((old.status <> 'waitlisted'::text) OR (new.status <> 'declined'::text))) AND ((old.status <> 'waitlisted'::text) OR (new.status <> 'withdrawn'::text))) AND ((old.status <> 'accepted'::text) OR (new.status <> 'started'::text))) AND ((old.status <> 'accepted'::text) OR (new.status <> 'withdrawn'::text))) AND ((old.status <> 'started'::text) OR (new.status <> 'ended'::text))))) EXECUTE FUNCTION access.refuse_move('connection')
  CREATE TRIGGER starts_proposed BEFORE INSERT ON connections.connection FOR EACH ROW WHEN ((new.status <> 'proposed'::text)) EXECUTE FUNCTION connections.refuse_start()
  policy changed on connections.connection for update to trellis_app using (((partnership_id = ( SELECT access.partnership() AS partnership)) AND ((team_id = ( SELECT access.team() AS team)) OR (( SELECT access.kind() AS kind) = 'job'::text)))) check ((partnership_id = ( SELECT access.partnership() AS partnership)))
  policy made_here on connections.connection for insert to trellis_app using () check (((partnership_id = ( SELECT access.partnership() AS partnership)) AND ((team_id = ( SELECT access.team() AS team)) OR (( SELECT access.kind() AS kind) = 'job'::text))))
  policy owner_all on connections.connection for all to trellis_owner using (true) check (true)
  policy report_reads on connections.connection for select to trellis_report using ((partnership_id = ( SELECT access.partnership() AS partnership))) check ()
  policy seen on connections.connection for select to trellis_app using (((partnership_id = ( SELECT access.partnership() AS partnership)) AND ((team_id = ( SELECT access.team() AS team)) OR ((( SELECT access.kind() AS kind) = 'person'::text) AND (person_id = ( SELECT access.actor() AS actor))) OR (( SELECT access.kind() AS kind) = 'job'::text)))) check ()
  grant insert, select on connections.connection to trellis_app
  grant update (helps, shared, status, version, wording) on connections.connection to trellis_app
  grant select (area, id, need, partnership_id, proposed_at, provider_id, service_id, status, team_id) on connections.connection to trellis_report
table connections.ending with row-level security, forced
  connections.ending.partnership_id uuid not null
  connections.ending.connection_id uuid not null
  connections.ending.reason text not null
  connections.ending.words text
  connections.ending.came_by text not null
  connections.ending.recorded_by uuid
  connections.ending.ended_at timestamp with time zone not null
  connections.ending constraint ending_by_account FOREIGN KEY (partnership_id, recorded_by) REFERENCES access.account(partnership_id, id)
  connections.ending constraint ending_came_by_known CHECK ((came_by = ANY (ARRAY['link'::text, 'provider'::text, 'team'::text])))
  connections.ending constraint ending_of_connection FOREIGN KEY (partnership_id, connection_id) REFERENCES connections.connection(partnership_id, id)
  connections.ending constraint ending_pkey PRIMARY KEY (partnership_id, connection_id)
  policy made_here on connections.ending for insert to trellis_app using () check (((partnership_id = ( SELECT access.partnership() AS partnership)) AND ((EXISTS ( SELECT
   FROM connections.connection c
  WHERE ((c.partnership_id = ending.partnership_id) AND (c.id = ending.connection_id)))) OR connections.is_own(connection_id))))
  policy owner_all on connections.ending for all to trellis_owner using (true) check (true)
  policy seen on connections.ending for select to trellis_app using (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (EXISTS ( SELECT
   FROM connections.connection c
  WHERE ((c.partnership_id = ending.partnership_id) AND (c.id = ending.connection_id)))))) check ()
  grant insert, select on connections.ending to trellis_app
view connections.event {security_invoker=true}
  connections.event.partnership_id uuid
  connections.event.connection_id uuid
  connections.event.at timestamp with time zone
  connections.event.kind text
  connections.event.code text
  connections.event.words text
  connections.event.day date
  connections.event.recorded_by uuid
  connections.event.came_by text
  grant select on connections.event to trellis_app
  view connections.event is  SELECT connection.partnership_id,
    connection.id AS connection_id,
    connection.proposed_at AS at,
    'proposed'::text AS kind,
    connection.need AS code,
    NULL::text AS words,
    NULL::date AS day,
    connection.proposed_by AS recorded_by,
    'team'::text AS came_by
   FROM connections.connection
UNION ALL
 SELECT agreement.partnership_id,
    agreement.connection_id,
    agreement.agreed_at AS at,
    'agreed'::text AS kind,
    agreement.agreed_by AS code,
    NULL::text AS words,
    NULL::date AS day,
    agreement.recorded_by,
    'team'::text AS came_by
   FROM connections.agreement
UNION ALL
 SELECT offer.partnership_id,
    offer.connection_id,
    offer.offered_at AS at,
    'offered'::text AS kind,
    offer.channel AS code,
    offer.note AS words,
    offer.answer_by AS day,
    offer.offered_by AS recorded_by,
    'team'::text AS came_by
   FROM connections.offer
UNION ALL
 SELECT offer.partnership_id,
    offer.connection_id,
    offer.nudged_at AS at,
    'nudged'::text AS kind,
    NULL::text AS code,
    NULL::text AS words,
    NULL::date AS day,
    NULL::uuid AS recorded_by,
    'job'::text AS came_by
   FROM connections.offer
  WHERE (offer.nudged_at IS NOT NULL)
UNION ALL
 SELECT offer.partnership_id,
    offer.connection_id,
    offer.escalated_at AS at,
    'escalated'::text AS kind,
    NULL::text AS code,
    NULL::text AS words,
    NULL::date AS day,
    NULL::uuid AS recorded_by,
    'job'::text AS came_by
   FROM connections.offer
  WHERE (offer.escalated_at IS NOT NULL)
UNION ALL
 SELECT answer.partnership_id,
    answer.connection_id,
    answer.answered_at AS at,
    answer.answer AS kind,
    answer.reason AS code,
    answer.words,
    NULL::date AS day,
    answer.recorded_by,
    answer.came_by
   FROM connections.answer
UNION ALL
 SELECT silence.partnership_id,
    silence.connection_id,
    silence.recorded_at AS at,
    'unanswered'::text AS kind,
    NULL::text AS code,
    NULL::text AS words,
    NULL::date AS day,
    silence.recorded_by,
    'team'::text AS came_by
   FROM connections.silence
UNION ALL
 SELECT withdrawal.partnership_id,
    withdrawal.connection_id,
    withdrawal.withdrawn_at AS at,
    'withdrawn'::text AS kind,
    withdrawal.reason AS code,
    withdrawal.words,
    NULL::date AS day,
    withdrawal.recorded_by,
    withdrawal.by_kind AS came_by
   FROM connections.withdrawal
UNION ALL
 SELECT first_visit.partnership_id,
    first_visit.connection_id,
    first_visit.recorded_at AS at,
    'first-visit'::text AS kind,
    NULL::text AS code,
    first_visit.met_by AS words,
    first_visit.visit_on AS day,
    first_visit.recorded_by,
    first_visit.came_by
   FROM connections.first_visit
UNION ALL
 SELECT attendance.partnership_id,
    attendance.connection_id,
    attendance.recorded_at AS at,
        CASE
            WHEN attendance.came THEN 'came'::text
            ELSE 'did-not-come'::text
        END AS kind,
    NULL::text AS code,
    attendance.reason AS words,
    attendance.session_on AS day,
    attendance.recorded_by,
    attendance.came_by
   FROM connections.attendance
UNION ALL
 SELECT ending.partnership_id,
    ending.connection_id,
    ending.ended_at AS at,
    'ended'::text AS kind,
    ending.reason AS code,
    ending.words,
    NULL::date AS day,
    ending.recorded_by,
    ending.came_by
   FROM connections.ending;
table connections.first_visit with row-level security, forced
  connections.first_visit.partnership_id uuid not null
  connections.first_visit.id uuid not null
  connections.first_visit.connection_id uuid not null
  connections.first_visit.visit_on date not null
  connections.first_visit.met_by text
  connections.first_visit.came_by text not null
  connections.first_visit.recorded_by uuid
  connections.first_visit.recorded_at timestamp with time zone not null
  connections.first_visit.told_at timestamp with time zone
  connections.first_visit constraint first_visit_by_account FOREIGN KEY (partnership_id, recorded_by) REFERENCES access.account(partnership_id, id)
  connections.first_visit constraint first_visit_came_by_known CHECK ((came_by = ANY (ARRAY['link'::text, 'provider'::text, 'team'::text])))
  connections.first_visit constraint first_visit_of_connection FOREIGN KEY (partnership_id, connection_id) REFERENCES connections.connection(partnership_id, id)
  connections.first_visit constraint first_visit_pkey PRIMARY KEY (partnership_id, id)
  CREATE INDEX first_visit_in_order ON connections.first_visit USING btree (partnership_id, connection_id, recorded_at)
  CREATE INDEX first_visit_untold ON connections.first_visit USING btree (recorded_at) WHERE (told_at IS NULL)
  policy followed_up on connections.first_visit for update to trellis_app using (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (EXISTS ( SELECT
   FROM connections.connection c
  WHERE ((c.partnership_id = first_visit.partnership_id) AND (c.id = first_visit.connection_id)))))) check ((partnership_id = ( SELECT access.partnership() AS partnership)))
  policy made_here on connections.first_visit for insert to trellis_app using () check (((partnership_id = ( SELECT access.partnership() AS partnership)) AND ((EXISTS ( SELECT
   FROM connections.connection c
  WHERE ((c.partnership_id = first_visit.partnership_id) AND (c.id = first_visit.connection_id)))) OR connections.is_own(connection_id))))
  policy owner_all on connections.first_visit for all to trellis_owner using (true) check (true)
  policy seen on connections.first_visit for select to trellis_app using (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (EXISTS ( SELECT
   FROM connections.connection c
  WHERE ((c.partnership_id = first_visit.partnership_id) AND (c.id = first_visit.connection_id)))))) check ()
  grant insert, select on connections.first_visit to trellis_app
  grant update (told_at) on connections.first_visit to trellis_app
table connections.offer with row-level security, forced
  connections.offer.partnership_id uuid not null
  connections.offer.connection_id uuid not null
  connections.offer.offered_by uuid not null
  connections.offer.offered_at timestamp with time zone not null
  connections.offer.channel text not null
  connections.offer.note text
  connections.offer.answer_by date not null
  connections.offer.nudge_at timestamp with time zone not null
  connections.offer.escalate_at timestamp with time zone not null
  connections.offer.nudged_at timestamp with time zone
  connections.offer.escalated_at timestamp with time zone
  connections.offer constraint offer_by_account FOREIGN KEY (partnership_id, offered_by) REFERENCES access.account(partnership_id, id)
  connections.offer constraint offer_channel_known CHECK ((channel = ANY (ARRAY['email'::text, 'telephone'::text])))
  connections.offer constraint offer_nudged_before_escalated CHECK ((nudge_at < escalate_at))
  connections.offer constraint offer_of_connection FOREIGN KEY (partnership_id, connection_id) REFERENCES connections.connection(partnership_id, id)
  connections.offer constraint offer_pkey PRIMARY KEY (partnership_id, connection_id)
  CREATE INDEX offer_to_escalate ON connections.offer USING btree (escalate_at) WHERE (escalated_at IS NULL)
  CREATE INDEX offer_to_nudge ON connections.offer USING btree (nudge_at) WHERE (nudged_at IS NULL)
  policy followed_up on connections.offer for update to trellis_app using (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (EXISTS ( SELECT
   FROM connections.connection c
  WHERE ((c.partnership_id = offer.partnership_id) AND (c.id = offer.connection_id)))))) check ((partnership_id = ( SELECT access.partnership() AS partnership)))
  policy made_here on connections.offer for insert to trellis_app using () check (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (EXISTS ( SELECT
   FROM connections.connection c
  WHERE ((c.partnership_id = offer.partnership_id) AND (c.id = offer.connection_id))))))
  policy owner_all on connections.offer for all to trellis_owner using (true) check (true)
  policy seen on connections.offer for select to trellis_app using (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (EXISTS ( SELECT
   FROM connections.connection c
  WHERE ((c.partnership_id = offer.partnership_id) AND (c.id = offer.connection_id)))))) check ()
  grant insert, select on connections.offer to trellis_app
  grant update (escalated_at, nudged_at) on connections.offer to trellis_app
table connections.silence with row-level security, forced
  connections.silence.partnership_id uuid not null
  connections.silence.connection_id uuid not null
  connections.silence.recorded_by uuid not null
  connections.silence.recorded_at timestamp with time zone not null
  connections.silence.need text not null default ''::text
  connections.silence.area text
  connections.silence constraint silence_by_account FOREIGN KEY (partnership_id, recorded_by) REFERENCES access.account(partnership_id, id)
  connections.silence constraint silence_need_noted CHECK ((need <> ''::text))
  connections.silence constraint silence_of_connection FOREIGN KEY (partnership_id, connection_id) REFERENCES connections.connection(partnership_id, id)
  connections.silence constraint silence_pkey PRIMARY KEY (partnership_id, connection_id)
  CREATE TRIGGER note_lack BEFORE INSERT ON connections.silence FOR EACH ROW EXECUTE FUNCTION connections.note_lack()
  policy made_here on connections.silence for insert to trellis_app using () check (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (EXISTS ( SELECT
   FROM connections.connection c
  WHERE ((c.partnership_id = silence.partnership_id) AND (c.id = silence.connection_id))))))
  policy owner_all on connections.silence for all to trellis_owner using (true) check (true)
  policy report_reads on connections.silence for select to trellis_report using ((partnership_id = ( SELECT access.partnership() AS partnership))) check ()
  policy seen on connections.silence for select to trellis_app using (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (EXISTS ( SELECT
   FROM connections.connection c
  WHERE ((c.partnership_id = silence.partnership_id) AND (c.id = silence.connection_id)))))) check ()
  grant insert, select on connections.silence to trellis_app
  grant select on connections.silence to trellis_report
table connections.withdrawal with row-level security, forced
  connections.withdrawal.partnership_id uuid not null
  connections.withdrawal.connection_id uuid not null
  connections.withdrawal.by_kind text not null
  connections.withdrawal.recorded_by uuid
  connections.withdrawal.withdrawn_at timestamp with time zone not null
  connections.withdrawal.reason text not null
  connections.withdrawal.words text
  connections.withdrawal.told_at timestamp with time zone
  connections.withdrawal constraint withdrawal_by_account FOREIGN KEY (partnership_id, recorded_by) REFERENCES access.account(partnership_id, id)
  connections.withdrawal constraint withdrawal_by_known CHECK ((by_kind = ANY (ARRAY['team'::text, 'provider'::text])))
  connections.withdrawal constraint withdrawal_of_connection FOREIGN KEY (partnership_id, connection_id) REFERENCES connections.connection(partnership_id, id)
  connections.withdrawal constraint withdrawal_of_team_recorded CHECK (((by_kind = 'provider'::text) OR (recorded_by IS NOT NULL)))
  connections.withdrawal constraint withdrawal_pkey PRIMARY KEY (partnership_id, connection_id)
  CREATE INDEX withdrawal_untold ON connections.withdrawal USING btree (withdrawn_at) WHERE (told_at IS NULL)
  policy followed_up on connections.withdrawal for update to trellis_app using (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (EXISTS ( SELECT
   FROM connections.connection c
  WHERE ((c.partnership_id = withdrawal.partnership_id) AND (c.id = withdrawal.connection_id)))))) check ((partnership_id = ( SELECT access.partnership() AS partnership)))
  policy made_here on connections.withdrawal for insert to trellis_app using () check (((partnership_id = ( SELECT access.partnership() AS partnership)) AND ((EXISTS ( SELECT
   FROM connections.connection c
  WHERE ((c.partnership_id = withdrawal.partnership_id) AND (c.id = withdrawal.connection_id)))) OR connections.is_own(connection_id))))
  policy owner_all on connections.withdrawal for all to trellis_owner using (true) check (true)
  policy seen on connections.withdrawal for select to trellis_app using (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (EXISTS ( SELECT
   FROM connections.connection c
  WHERE ((c.partnership_id = withdrawal.partnership_id) AND (c.id = withdrawal.connection_id)))))) check ()
  grant insert, select on connections.withdrawal to trellis_app
  grant update (told_at) on connections.withdrawal to trellis_app
table directory.capacity_statement with row-level security, forced
  directory.capacity_statement.partnership_id uuid not null
  directory.capacity_statement.id uuid not null
  directory.capacity_statement.service_id uuid not null
  directory.capacity_statement.state text not null
  directory.capacity_statement.places integer
  directory.capacity_statement.confirmed_on date not null
  directory.capacity_statement.confirm_by date not null
  directory.capacity_statement.source_id uuid not null
  directory.capacity_statement constraint capacity_confirmed_first CHECK ((confirm_by >= confirmed_on))
  directory.capacity_statement constraint capacity_of_source FOREIGN KEY (partnership_id, source_id) REFERENCES directory.source(partnership_id, id)
  directory.capacity_statement constraint capacity_once_a_day UNIQUE (partnership_id, service_id, confirmed_on)
  directory.capacity_statement constraint capacity_places_not_negative CHECK ((places >= 0))
  directory.capacity_statement constraint capacity_state_known CHECK ((state = ANY (ARRAY['open'::text, 'limited'::text, 'waiting list'::text, 'full'::text])))
  directory.capacity_statement constraint capacity_statement_of_service FOREIGN KEY (partnership_id, service_id) REFERENCES directory.service(partnership_id, id)
  directory.capacity_statement constraint capacity_statement_pkey PRIMARY KEY (partnership_id, id)
  CREATE UNIQUE INDEX capacity_once_a_day ON directory.capacity_statement USING btree (partnership_id, service_id, confirmed_on)
  CREATE TRIGGER space_said AFTER INSERT ON directory.capacity_statement REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION directory.choices_change()
  CREATE TRIGGER space_said_again AFTER UPDATE ON directory.capacity_statement REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION directory.choices_change()
  policy changed on directory.capacity_statement for update to trellis_app using (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (( SELECT access.kind() AS kind) = ANY (ARRAY['job'::text, 'account'::text])))) check (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (( SELECT access.kind() AS kind) = ANY (ARRAY['job'::text, 'account'::text]))))
  policy kept on directory.capacity_statement for insert to trellis_app using () check (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (( SELECT access.kind() AS kind) = ANY (ARRAY['job'::text, 'account'::text]))))
  policy owner_all on directory.capacity_statement for all to trellis_owner using (true) check (true)
  policy seen on directory.capacity_statement for select to trellis_app using ((partnership_id = ( SELECT access.partnership() AS partnership))) check ()
  grant insert, select, update on directory.capacity_statement to trellis_app
table directory.contact with row-level security, forced
  directory.contact.partnership_id uuid not null
  directory.contact.id uuid not null
  directory.contact.service_id uuid not null
  directory.contact."position" integer not null
  directory.contact.name text
  directory.contact.title text
  directory.contact.department text
  directory.contact.email text
  directory.contact constraint contact_of_service FOREIGN KEY (partnership_id, service_id) REFERENCES directory.service(partnership_id, id)
  directory.contact constraint contact_pkey PRIMARY KEY (partnership_id, id)
  CREATE INDEX contact_of_service ON directory.contact USING btree (partnership_id, service_id, "position")
  policy kept on directory.contact for insert to trellis_app using () check (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (( SELECT access.kind() AS kind) = ANY (ARRAY['job'::text, 'account'::text]))))
  policy owner_all on directory.contact for all to trellis_owner using (true) check (true)
  policy replaced on directory.contact for delete to trellis_app using (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (( SELECT access.kind() AS kind) = ANY (ARRAY['job'::text, 'account'::text])))) check ()
  policy seen on directory.contact for select to trellis_app using ((partnership_id = ( SELECT access.partnership() AS partnership))) check ()
  grant delete, insert, select on directory.contact to trellis_app
table directory.cost_option with row-level security, forced
  directory.cost_option.partnership_id uuid not null
  directory.cost_option.id uuid not null
  directory.cost_option.service_id uuid not null
  directory.cost_option."position" integer not null
  directory.cost_option.option text
  directory.cost_option.amount numeric
  directory.cost_option.currency text
  directory.cost_option.amount_description text
  directory.cost_option.valid_from date
  directory.cost_option.valid_to date
  directory.cost_option constraint cost_option_of_service FOREIGN KEY (partnership_id, service_id) REFERENCES directory.service(partnership_id, id)
  directory.cost_option constraint cost_option_pkey PRIMARY KEY (partnership_id, id)
  CREATE INDEX cost_option_of_service ON directory.cost_option USING btree (partnership_id, service_id, "position")
  policy kept on directory.cost_option for insert to trellis_app using () check (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (( SELECT access.kind() AS kind) = ANY (ARRAY['job'::text, 'account'::text]))))
  policy owner_all on directory.cost_option for all to trellis_owner using (true) check (true)
  policy replaced on directory.cost_option for delete to trellis_app using (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (( SELECT access.kind() AS kind) = ANY (ARRAY['job'::text, 'account'::text])))) check ()
  policy seen on directory.cost_option for select to trellis_app using ((partnership_id = ( SELECT access.partnership() AS partnership))) check ()
  grant delete, insert, select on directory.cost_option to trellis_app
table directory.harvest with row-level security, forced
  directory.harvest.partnership_id uuid not null
  directory.harvest.id uuid not null
  directory.harvest.source_id uuid not null
  directory.harvest.started_at timestamp with time zone not null
  directory.harvest.ended_at timestamp with time zone
  directory.harvest.outcome text
  directory.harvest.version text
  directory.harvest.read integer not null default 0
  directory.harvest.added integer not null default 0
  directory.harvest.changed integer not null default 0
  directory.harvest.unchanged integer not null default 0
  directory.harvest.refused integer not null default 0
  directory.harvest.missing integer not null default 0
  directory.harvest.made_inactive integer not null default 0
  directory.harvest.refusals jsonb not null default '[]'::jsonb
  directory.harvest constraint harvest_ended_whole CHECK (((outcome IS NULL) = (ended_at IS NULL)))
  directory.harvest constraint harvest_of_source FOREIGN KEY (partnership_id, source_id) REFERENCES directory.source(partnership_id, id)
  directory.harvest constraint harvest_outcome_known CHECK ((outcome = ANY (ARRAY['complete'::text, 'partial'::text, 'failed'::text])))
  directory.harvest constraint harvest_pkey PRIMARY KEY (partnership_id, id)
  CREATE INDEX harvest_of_source_newest ON directory.harvest USING btree (partnership_id, source_id, started_at DESC)
  policy changed on directory.harvest for update to trellis_app using (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (( SELECT access.kind() AS kind) = 'job'::text))) check (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (( SELECT access.kind() AS kind) = 'job'::text)))
  policy kept on directory.harvest for insert to trellis_app using () check (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (( SELECT access.kind() AS kind) = 'job'::text)))
  policy owner_all on directory.harvest for all to trellis_owner using (true) check (true)
  policy seen on directory.harvest for select to trellis_app using (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (( SELECT access.kind() AS kind) = ANY (ARRAY['job'::text, 'account'::text])))) check ()
  grant insert, select, update on directory.harvest to trellis_app
table directory.language with row-level security, forced
  directory.language.partnership_id uuid not null
  directory.language.id uuid not null
  directory.language.service_id uuid not null
  directory.language."position" integer not null
  directory.language.code text
  directory.language.name text
  directory.language.note text
  directory.language constraint language_of_service FOREIGN KEY (partnership_id, service_id) REFERENCES directory.service(partnership_id, id)
  directory.language constraint language_pkey PRIMARY KEY (partnership_id, id)
  CREATE INDEX language_of_service ON directory.language USING btree (partnership_id, service_id, "position")
  policy kept on directory.language for insert to trellis_app using () check (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (( SELECT access.kind() AS kind) = ANY (ARRAY['job'::text, 'account'::text]))))
  policy owner_all on directory.language for all to trellis_owner using (true) check (true)
  policy replaced on directory.language for delete to trellis_app using (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (( SELECT access.kind() AS kind) = ANY (ARRAY['job'::text, 'account'::text])))) check ()
  policy seen on directory.language for select to trellis_app using ((partnership_id = ( SELECT access.partnership() AS partnership))) check ()
  grant delete, insert, select on directory.language to trellis_app
table directory.location with row-level security, forced
  directory.location.partnership_id uuid not null
  directory.location.id uuid not null
  directory.location.source_id uuid not null
  directory.location.source_record text not null
  directory.location.location_type text not null default 'physical'::text
  directory.location.name text
  directory.location.description text
  directory.location.url text
  directory.location.attention text
  directory.location.address_1 text
  directory.location.address_2 text
  directory.location.city text
  directory.location.region text
  directory.location.state_province text
  directory.location.postal_code text
  directory.location.country text
  directory.location.latitude double precision
  directory.location.longitude double precision
  directory.location.external_identifier text
  directory.location.external_identifier_type text
  directory.location.transportation text
  directory.location.step_free text
  directory.location.hearing_loop boolean
  directory.location.toilet boolean
  directory.location.parking boolean
  directory.location.access_notes text
  directory.location constraint location_has_both_coordinates CHECK (((latitude IS NULL) = (longitude IS NULL)))
  directory.location constraint location_of_source FOREIGN KEY (partnership_id, source_id) REFERENCES directory.source(partnership_id, id)
  directory.location constraint location_on_earth CHECK ((((latitude >= ('-90'::integer)::double precision) AND (latitude <= (90)::double precision)) AND ((longitude >= ('-180'::integer)::double precision) AND (longitude <= (180)::double precision))))
  directory.location constraint location_once_in_source UNIQUE (partnership_id, source_id, source_record)
  directory.location constraint location_pkey PRIMARY KEY (partnership_id, id)
  directory.location constraint location_step_free_known CHECK ((step_free = ANY (ARRAY['yes'::text, 'partly'::text, 'no'::text])))
  directory.location constraint location_type_known CHECK ((location_type = ANY (ARRAY['physical'::text, 'postal'::text, 'virtual'::text])))
  CREATE UNIQUE INDEX location_once_in_source ON directory.location USING btree (partnership_id, source_id, source_record)
  CREATE TRIGGER places_changed AFTER UPDATE ON directory.location REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION directory.choices_change()
  policy changed on directory.location for update to trellis_app using (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (( SELECT access.kind() AS kind) = ANY (ARRAY['job'::text, 'account'::text])))) check (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (( SELECT access.kind() AS kind) = ANY (ARRAY['job'::text, 'account'::text]))))
  policy kept on directory.location for insert to trellis_app using () check (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (( SELECT access.kind() AS kind) = ANY (ARRAY['job'::text, 'account'::text]))))
  policy owner_all on directory.location for all to trellis_owner using (true) check (true)
  policy seen on directory.location for select to trellis_app using ((partnership_id = ( SELECT access.partnership() AS partnership))) check ()
  grant insert, select, update on directory.location to trellis_app
table directory.provider with row-level security, forced
  directory.provider.partnership_id uuid not null
  directory.provider.id uuid not null
  directory.provider.source_id uuid not null
  directory.provider.source_record text not null
  directory.provider.description text
  directory.provider.website text
  directory.provider.email text
  directory.provider.telephone text
  directory.provider.raw jsonb not null default '{}'::jsonb
  directory.provider constraint provider_is_organisation FOREIGN KEY (partnership_id, id) REFERENCES access.organisation(partnership_id, id)
  directory.provider constraint provider_of_source FOREIGN KEY (partnership_id, source_id) REFERENCES directory.source(partnership_id, id)
  directory.provider constraint provider_once_in_source UNIQUE (partnership_id, source_id, source_record)
  directory.provider constraint provider_pkey PRIMARY KEY (partnership_id, id)
  CREATE UNIQUE INDEX provider_once_in_source ON directory.provider USING btree (partnership_id, source_id, source_record)
  policy changed on directory.provider for update to trellis_app using (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (( SELECT access.kind() AS kind) = ANY (ARRAY['job'::text, 'account'::text])))) check (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (( SELECT access.kind() AS kind) = ANY (ARRAY['job'::text, 'account'::text]))))
  policy kept on directory.provider for insert to trellis_app using () check (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (( SELECT access.kind() AS kind) = ANY (ARRAY['job'::text, 'account'::text]))))
  policy owner_all on directory.provider for all to trellis_owner using (true) check (true)
  policy seen on directory.provider for select to trellis_app using ((partnership_id = ( SELECT access.partnership() AS partnership))) check ()
  grant insert, select, update on directory.provider to trellis_app
table directory.schedule with row-level security, forced
  directory.schedule.partnership_id uuid not null
  directory.schedule.id uuid not null
  directory.schedule.service_id uuid not null
  directory.schedule.location_id uuid
  directory.schedule."position" integer not null
  directory.schedule.valid_from date
  directory.schedule.valid_to date
  directory.schedule.dtstart date
  directory.schedule.until date
  directory.schedule.count integer
  directory.schedule.freq text
  directory.schedule."interval" integer
  directory.schedule.byday text
  directory.schedule.bymonthday text
  directory.schedule.description text
  directory.schedule.opens_at time without time zone
  directory.schedule.closes_at time without time zone
  directory.schedule.schedule_link text
  directory.schedule.attending_type text
  directory.schedule.notes text
  directory.schedule constraint schedule_freq_known CHECK ((freq = ANY (ARRAY['WEEKLY'::text, 'MONTHLY'::text, 'DAILY'::text, 'YEARLY'::text])))
  directory.schedule constraint schedule_interval_counts CHECK (("interval" > 0))
  directory.schedule constraint schedule_of_location FOREIGN KEY (partnership_id, location_id) REFERENCES directory.location(partnership_id, id)
  directory.schedule constraint schedule_of_service FOREIGN KEY (partnership_id, service_id) REFERENCES directory.service(partnership_id, id)
  directory.schedule constraint schedule_pkey PRIMARY KEY (partnership_id, id)
  CREATE INDEX schedule_of_service ON directory.schedule USING btree (partnership_id, service_id, "position")
  policy kept on directory.schedule for insert to trellis_app using () check (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (( SELECT access.kind() AS kind) = ANY (ARRAY['job'::text, 'account'::text]))))
  policy owner_all on directory.schedule for all to trellis_owner using (true) check (true)
  policy replaced on directory.schedule for delete to trellis_app using (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (( SELECT access.kind() AS kind) = ANY (ARRAY['job'::text, 'account'::text])))) check ()
  policy seen on directory.schedule for select to trellis_app using ((partnership_id = ( SELECT access.partnership() AS partnership))) check ()
  grant delete, insert, select on directory.schedule to trellis_app
table directory.service with row-level security, forced
  directory.service.partnership_id uuid not null
  directory.service.id uuid not null
  directory.service.source_id uuid not null
  directory.service.source_record text not null
  directory.service.provider_id uuid
  directory.service.name text not null
  directory.service.alternate_name text
  directory.service.summary text
  directory.service.description text
  directory.service.status text not null
  directory.service.url text
  directory.service.email text
  directory.service.who_for text
  directory.service.only_for text
  directory.service.minimum_age numeric
  directory.service.maximum_age numeric
  directory.service.eligibility text
  directory.service.welcome text[] not null default '{}'::text[]
  directory.service.not_for text[] not null default '{}'::text[]
  directory.service.join_way text
  directory.service.join_text text
  directory.service.fees text
  directory.service.cost_kind text
  directory.service.cost_amount numeric
  directory.service.modes text[] not null default '{}'::text[]
  directory.service.needs text[] not null default '{}'::text[]
  directory.service.search_words text not null default ''::text
  directory.service.first_visit_meets text
  directory.service.first_visit_door text
  directory.service.first_visit_happens text
  directory.service.first_visit_buddy text
  directory.service.step_free text
  directory.service.hearing_loop boolean
  directory.service.toilet boolean
  directory.service.parking boolean
  directory.service.transportation text
  directory.service.access_notes text
  directory.service.interpretation_services text
  directory.service.accreditations text
  directory.service.alert text
  directory.service.safety_note text
  directory.service.assured_on date
  directory.service.assurer_email text
  directory.service.checked_on date
  directory.service.last_modified timestamp with time zone
  directory.service.provenance jsonb not null default '{}'::jsonb
  directory.service.raw jsonb not null default '{}'::jsonb
  directory.service.fingerprint text not null
  directory.service.search tsvector generated: (((setweight(to_tsvector('directory.words'::regconfig, ((name || ' '::text) || COALESCE(alternate_name, ''::text))), 'A'::"char") || setweight(to_tsvector('directory.words'::regconfig, ((COALESCE(summary, ''::text) || ' '::text) || COALESCE(who_for, ''::text))), 'B'::"char")) || setweight(to_tsvector('directory.words'::regconfig, "left"(COALESCE(description, ''::text), 100000)), 'C'::"char")) || setweight(to_tsvector('directory.words'::regconfig, search_words), 'D'::"char"))
  directory.service.changed_at timestamp with time zone not null default now()
  directory.service.missing_since timestamp with time zone
  directory.service.categories text[] not null default '{}'::text[]
  directory.service.topics text[] not null default '{}'::text[]
  directory.service.strengths real[] not null default '{}'::real[]
  directory.service.marks text[] not null default '{}'::text[]
  directory.service.standing real not null default 1
  directory.service.sorted_by text
  directory.service.place_ids uuid[] not null default '{}'::uuid[]
  directory.service.place_points point[] not null default '{}'::point[]
  directory.service.place_rough boolean[] not null default '{}'::boolean[]
  directory.service.cells integer[] not null generated: directory.cells_of(place_points, modes)
  directory.service.choices bigint not null default '-1'::integer
  directory.service constraint service_ages_plausible CHECK ((((minimum_age >= (0)::numeric) AND (minimum_age <= (150)::numeric)) AND ((maximum_age >= (0)::numeric) AND (maximum_age <= (150)::numeric)) AND (minimum_age <= maximum_age)))
  directory.service constraint service_cost_kind_known CHECK ((cost_kind = ANY (ARRAY['free'::text, 'donation'::text, 'paid'::text])))
  directory.service constraint service_cost_not_negative CHECK ((cost_amount >= (0)::numeric))
  directory.service constraint service_join_way_known CHECK ((join_way = ANY (ARRAY['drop in'::text, 'ring first'::text, 'self'::text, 'link worker'::text])))
  directory.service constraint service_modes_known CHECK ((modes <@ ARRAY['in person'::text, 'online'::text, 'telephone'::text, 'home visit'::text]))
  directory.service constraint service_name_given CHECK ((btrim(name) <> ''::text))
  directory.service constraint service_of_provider FOREIGN KEY (partnership_id, provider_id) REFERENCES directory.provider(partnership_id, id)
  directory.service constraint service_of_source FOREIGN KEY (partnership_id, source_id) REFERENCES directory.source(partnership_id, id)
  directory.service constraint service_once_in_source UNIQUE (partnership_id, source_id, source_record)
  directory.service constraint service_only_for_known CHECK ((only_for = ANY (ARRAY['women'::text, 'men'::text, 'carers'::text, 'veterans'::text, 'parents'::text, 'lgbtq'::text])))
  directory.service constraint service_pkey PRIMARY KEY (partnership_id, id)
  directory.service constraint service_standing_share CHECK (((standing > (0)::double precision) AND (standing <= (1)::double precision)))
  directory.service constraint service_status_known CHECK ((status = ANY (ARRAY['active'::text, 'inactive'::text, 'defunct'::text, 'temporarily closed'::text])))
  directory.service constraint service_step_free_known CHECK ((step_free = ANY (ARRAY['yes'::text, 'partly'::text, 'no'::text])))
  directory.service constraint service_topics_have_strengths CHECK ((cardinality(topics) = cardinality(strengths)))
  CREATE INDEX service_by_change ON directory.service USING btree (partnership_id, changed_at)
  CREATE INDEX service_by_name ON directory.service USING gin (name gin_trgm_ops)
  CREATE INDEX service_by_need ON directory.service USING gin (needs)
  CREATE INDEX service_by_words ON directory.service USING gin (search, cells)
  CREATE INDEX service_missing ON directory.service USING btree (partnership_id, source_id) WHERE (missing_since IS NOT NULL)
  CREATE INDEX service_of_provider_listed ON directory.service USING btree (partnership_id, provider_id)
  CREATE UNIQUE INDEX service_once_in_source ON directory.service USING btree (partnership_id, source_id, source_record)
  CREATE INDEX service_to_publish ON directory.service USING btree (partnership_id, id) INCLUDE (source_id, status)
  CREATE TRIGGER find_places BEFORE INSERT OR UPDATE ON directory.service FOR EACH ROW WHEN ((cardinality(new.place_ids) <> cardinality(new.place_points))) EXECUTE FUNCTION directory.find_places()
  CREATE TRIGGER topics_came AFTER INSERT ON directory.service REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION directory.keep_topics()
  CREATE TRIGGER topics_changed AFTER UPDATE ON directory.service REFERENCING OLD TABLE AS stale NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION directory.keep_topics()
  policy changed on directory.service for update to trellis_app using (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (( SELECT access.kind() AS kind) = ANY (ARRAY['job'::text, 'account'::text])))) check (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (( SELECT access.kind() AS kind) = ANY (ARRAY['job'::text, 'account'::text]))))
  policy kept on directory.service for insert to trellis_app using () check (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (( SELECT access.kind() AS kind) = ANY (ARRAY['job'::text, 'account'::text]))))
  policy owner_all on directory.service for all to trellis_owner using (true) check (true)
  policy seen on directory.service for select to trellis_app using ((partnership_id = ( SELECT access.partnership() AS partnership))) check ()
  grant insert, select, update on directory.service to trellis_app
table directory.service_area with row-level security, forced
  directory.service_area.partnership_id uuid not null
  directory.service_area.id uuid not null
  directory.service_area.service_id uuid not null
  directory.service_area."position" integer not null
  directory.service_area.name text
  directory.service_area.extent text
  directory.service_area.extent_type text
  directory.service_area.uri text
  directory.service_area constraint service_area_of_service FOREIGN KEY (partnership_id, service_id) REFERENCES directory.service(partnership_id, id)
  directory.service_area constraint service_area_pkey PRIMARY KEY (partnership_id, id)
  CREATE INDEX service_area_of_service ON directory.service_area USING btree (partnership_id, service_id, "position")
  policy kept on directory.service_area for insert to trellis_app using () check (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (( SELECT access.kind() AS kind) = ANY (ARRAY['job'::text, 'account'::text]))))
  policy owner_all on directory.service_area for all to trellis_owner using (true) check (true)
  policy replaced on directory.service_area for delete to trellis_app using (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (( SELECT access.kind() AS kind) = ANY (ARRAY['job'::text, 'account'::text])))) check ()
  policy seen on directory.service_area for select to trellis_app using ((partnership_id = ( SELECT access.partnership() AS partnership))) check ()
  grant delete, insert, select on directory.service_area to trellis_app
table directory.service_location with row-level security, forced
  directory.service_location.partnership_id uuid not null
  directory.service_location.service_id uuid not null
  directory.service_location.location_id uuid not null
  directory.service_location."position" integer not null
  directory.service_location.description text
  directory.service_location.id uuid not null generated: (OVERLAY(OVERLAY(md5((((service_id)::text || '/'::text) || (location_id)::text)) PLACING '8'::text FROM 13) PLACING '8'::text FROM 17))::uuid
  directory.service_location constraint service_location_of_location FOREIGN KEY (partnership_id, location_id) REFERENCES directory.location(partnership_id, id)
  directory.service_location constraint service_location_of_service FOREIGN KEY (partnership_id, service_id) REFERENCES directory.service(partnership_id, id)
  directory.service_location constraint service_location_pkey PRIMARY KEY (partnership_id, service_id, location_id)
  CREATE INDEX service_at_location ON directory.service_location USING btree (partnership_id, location_id)
  CREATE UNIQUE INDEX service_location_by_id ON directory.service_location USING btree (partnership_id, id)
  policy kept on directory.service_location for insert to trellis_app using () check (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (( SELECT access.kind() AS kind) = ANY (ARRAY['job'::text, 'account'::text]))))
  policy owner_all on directory.service_location for all to trellis_owner using (true) check (true)
  policy replaced on directory.service_location for delete to trellis_app using (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (( SELECT access.kind() AS kind) = ANY (ARRAY['job'::text, 'account'::text])))) check ()
  policy seen on directory.service_location for select to trellis_app using ((partnership_id = ( SELECT access.partnership() AS partnership))) check ()
  grant delete, insert, select on directory.service_location to trellis_app
table directory.service_term with row-level security, forced
  directory.service_term.partnership_id uuid not null
  directory.service_term.service_id uuid not null
  directory.service_term.term_id uuid not null
  directory.service_term."position" integer not null
  directory.service_term.link_type text
  directory.service_term constraint service_term_of_service FOREIGN KEY (partnership_id, service_id) REFERENCES directory.service(partnership_id, id)
  directory.service_term constraint service_term_of_term FOREIGN KEY (partnership_id, term_id) REFERENCES directory.taxonomy_term(partnership_id, id)
  directory.service_term constraint service_term_pkey PRIMARY KEY (partnership_id, service_id, term_id)
  CREATE INDEX service_under_term ON directory.service_term USING btree (partnership_id, term_id)
  policy kept on directory.service_term for insert to trellis_app using () check (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (( SELECT access.kind() AS kind) = ANY (ARRAY['job'::text, 'account'::text]))))
  policy owner_all on directory.service_term for all to trellis_owner using (true) check (true)
  policy replaced on directory.service_term for delete to trellis_app using (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (( SELECT access.kind() AS kind) = ANY (ARRAY['job'::text, 'account'::text])))) check ()
  policy seen on directory.service_term for select to trellis_app using ((partnership_id = ( SELECT access.partnership() AS partnership))) check ()
  grant delete, insert, select on directory.service_term to trellis_app
table directory.service_topic with row-level security, forced
  directory.service_topic.partnership_id uuid not null
  directory.service_topic.service_id uuid not null
  directory.service_topic.topic text not null
  directory.service_topic.cell integer not null
  directory.service_topic.place integer not null
  directory.service_topic.strength real not null
  directory.service_topic.standing real not null
  directory.service_topic.latitude real
  directory.service_topic.longitude real
  directory.service_topic.choices bigint not null
  directory.service_topic constraint service_topic_pkey PRIMARY KEY (partnership_id, service_id, topic, place)
  CREATE INDEX service_topic_near ON directory.service_topic USING btree (partnership_id, topic, cell, strength DESC) INCLUDE (service_id, standing, latitude, longitude, choices, place)
  CREATE INDEX service_topic_strongest ON directory.service_topic USING btree (partnership_id, topic, strength DESC) INCLUDE (service_id, standing, latitude, longitude, choices, place)
  policy owner_all on directory.service_topic for all to trellis_owner using (true) check (true)
  policy seen on directory.service_topic for select to trellis_app using ((partnership_id = ( SELECT access.partnership() AS partnership))) check ()
  grant select on directory.service_topic to trellis_app
table directory.source with row-level security, forced
  directory.source.partnership_id uuid not null
  directory.source.id uuid not null
  directory.source.kind text not null
  directory.source.name text not null
  directory.source.address text
  directory.source.licence text
  directory.source.republish boolean not null default false
  directory.source.fetched_at timestamp with time zone not null
  directory.source constraint source_kind_known CHECK ((kind = ANY (ARRAY['feed'::text, 'file'::text, 'seed'::text])))
  directory.source constraint source_name_given CHECK ((btrim(name) <> ''::text))
  directory.source constraint source_pkey PRIMARY KEY (partnership_id, id)
  policy changed on directory.source for update to trellis_app using (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (( SELECT access.kind() AS kind) = ANY (ARRAY['job'::text, 'account'::text])))) check (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (( SELECT access.kind() AS kind) = ANY (ARRAY['job'::text, 'account'::text]))))
  policy kept on directory.source for insert to trellis_app using () check (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (( SELECT access.kind() AS kind) = ANY (ARRAY['job'::text, 'account'::text]))))
  policy owner_all on directory.source for all to trellis_owner using (true) check (true)
  policy seen on directory.source for select to trellis_app using ((partnership_id = ( SELECT access.partnership() AS partnership))) check ()
  grant insert, select, update on directory.source to trellis_app
table directory.taxonomy with row-level security, forced
  directory.taxonomy.partnership_id uuid not null
  directory.taxonomy.id uuid not null
  directory.taxonomy.source_id uuid
  directory.taxonomy.name text not null
  directory.taxonomy.description text
  directory.taxonomy.uri text
  directory.taxonomy.version text
  directory.taxonomy.licence text
  directory.taxonomy.fetched_at timestamp with time zone not null
  directory.taxonomy constraint taxonomy_name_given CHECK ((btrim(name) <> ''::text))
  directory.taxonomy constraint taxonomy_of_source FOREIGN KEY (partnership_id, source_id) REFERENCES directory.source(partnership_id, id)
  directory.taxonomy constraint taxonomy_pkey PRIMARY KEY (partnership_id, id)
  policy changed on directory.taxonomy for update to trellis_app using (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (( SELECT access.kind() AS kind) = ANY (ARRAY['job'::text, 'account'::text])))) check (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (( SELECT access.kind() AS kind) = ANY (ARRAY['job'::text, 'account'::text]))))
  policy kept on directory.taxonomy for insert to trellis_app using () check (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (( SELECT access.kind() AS kind) = ANY (ARRAY['job'::text, 'account'::text]))))
  policy owner_all on directory.taxonomy for all to trellis_owner using (true) check (true)
  policy seen on directory.taxonomy for select to trellis_app using ((partnership_id = ( SELECT access.partnership() AS partnership))) check ()
  grant insert, select, update on directory.taxonomy to trellis_app
table directory.taxonomy_term with row-level security, forced
  directory.taxonomy_term.partnership_id uuid not null
  directory.taxonomy_term.id uuid not null
  directory.taxonomy_term.taxonomy_id uuid
  directory.taxonomy_term.source_id uuid
  directory.taxonomy_term.code text
  directory.taxonomy_term.name text not null
  directory.taxonomy_term.description text
  directory.taxonomy_term.parent_id uuid
  directory.taxonomy_term.uri text
  directory.taxonomy_term constraint taxonomy_term_name_given CHECK ((btrim(name) <> ''::text))
  directory.taxonomy_term constraint taxonomy_term_not_own_parent CHECK ((parent_id <> id))
  directory.taxonomy_term constraint taxonomy_term_of_source FOREIGN KEY (partnership_id, source_id) REFERENCES directory.source(partnership_id, id)
  directory.taxonomy_term constraint taxonomy_term_of_taxonomy FOREIGN KEY (partnership_id, taxonomy_id) REFERENCES directory.taxonomy(partnership_id, id)
  directory.taxonomy_term constraint taxonomy_term_pkey PRIMARY KEY (partnership_id, id)
  CREATE INDEX term_of_taxonomy ON directory.taxonomy_term USING btree (partnership_id, taxonomy_id)
  policy changed on directory.taxonomy_term for update to trellis_app using (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (( SELECT access.kind() AS kind) = ANY (ARRAY['job'::text, 'account'::text])))) check (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (( SELECT access.kind() AS kind) = ANY (ARRAY['job'::text, 'account'::text]))))
  policy kept on directory.taxonomy_term for insert to trellis_app using () check (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (( SELECT access.kind() AS kind) = ANY (ARRAY['job'::text, 'account'::text]))))
  policy owner_all on directory.taxonomy_term for all to trellis_owner using (true) check (true)
  policy seen on directory.taxonomy_term for select to trellis_app using ((partnership_id = ( SELECT access.partnership() AS partnership))) check ()
  grant insert, select, update on directory.taxonomy_term to trellis_app
table directory.telephone with row-level security, forced
  directory.telephone.partnership_id uuid not null
  directory.telephone.id uuid not null
  directory.telephone.service_id uuid not null
  directory.telephone."position" integer not null
  directory.telephone.contact_id uuid
  directory.telephone.number text not null
  directory.telephone.extension text
  directory.telephone.kind text
  directory.telephone.description text
  directory.telephone constraint telephone_of_contact FOREIGN KEY (partnership_id, contact_id) REFERENCES directory.contact(partnership_id, id) ON DELETE CASCADE
  directory.telephone constraint telephone_of_service FOREIGN KEY (partnership_id, service_id) REFERENCES directory.service(partnership_id, id)
  directory.telephone constraint telephone_pkey PRIMARY KEY (partnership_id, id)
  CREATE INDEX telephone_of_service ON directory.telephone USING btree (partnership_id, service_id, "position")
  policy kept on directory.telephone for insert to trellis_app using () check (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (( SELECT access.kind() AS kind) = ANY (ARRAY['job'::text, 'account'::text]))))
  policy owner_all on directory.telephone for all to trellis_owner using (true) check (true)
  policy replaced on directory.telephone for delete to trellis_app using (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (( SELECT access.kind() AS kind) = ANY (ARRAY['job'::text, 'account'::text])))) check ()
  policy seen on directory.telephone for select to trellis_app using ((partnership_id = ( SELECT access.partnership() AS partnership))) check ()
  grant delete, insert, select on directory.telephone to trellis_app
table directory.unmet_search with row-level security, forced
  directory.unmet_search.partnership_id uuid not null
  directory.unmet_search.searched_on date not null
  directory.unmet_search.need text not null
  directory.unmet_search.area text
  directory.unmet_search.times integer not null
  directory.unmet_search constraint unmet_search_area_plain CHECK ((area ~ '^[A-Z]{1,2}[0-9][A-Z0-9]?$'::text))
  directory.unmet_search constraint unmet_search_counted CHECK ((times > 0))
  directory.unmet_search constraint unmet_search_need_plain CHECK ((need ~ '^[a-z-]+$'::text))
  directory.unmet_search constraint unmet_search_once UNIQUE NULLS NOT DISTINCT (partnership_id, searched_on, need, area)
  CREATE UNIQUE INDEX unmet_search_once ON directory.unmet_search USING btree (partnership_id, searched_on, need, area) NULLS NOT DISTINCT
  policy added on directory.unmet_search for insert to trellis_app using () check (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (( SELECT access.kind() AS kind) = 'job'::text)))
  policy owner_all on directory.unmet_search for all to trellis_owner using (true) check (true)
  policy report_reads on directory.unmet_search for select to trellis_report using ((partnership_id = ( SELECT access.partnership() AS partnership))) check ()
  policy seen on directory.unmet_search for select to trellis_app using (((partnership_id = ( SELECT access.partnership() AS partnership)) AND ((( SELECT access.kind() AS kind) = 'job'::text) OR ( SELECT access.has_role('analyst'::text) AS has_role) OR ( SELECT access.has_role('commissioner'::text) AS has_role) OR ( SELECT access.has_role('team_manager'::text) AS has_role)))) check ()
  grant insert, select on directory.unmet_search to trellis_app
  grant select on directory.unmet_search to trellis_report
table geography.area
  geography.area.code text not null
  geography.area.name text not null
  geography.area.imd_score numeric
  geography.area.imd_rank integer
  geography.area.imd_decile smallint not null
  geography.area.core20 boolean not null generated: (imd_decile <= 2)
  geography.area.local_authority_code text
  geography.area.local_authority_name text
  geography.area.latitude double precision
  geography.area.longitude double precision
  geography.area constraint area_code_plain CHECK ((code ~ '^[A-Z0-9]{8,12}$'::text))
  geography.area constraint area_decile_known CHECK (((imd_decile >= 1) AND (imd_decile <= 10)))
  geography.area constraint area_pkey PRIMARY KEY (code)
  geography.area constraint area_point_whole CHECK (((latitude IS NULL) = (longitude IS NULL)))
  geography.area constraint area_rank_known CHECK ((imd_rank > 0))
  grant insert, select, update on geography.area to trellis_app
  grant select on geography.area to trellis_report
table geography.district
  geography.district.outcode text not null
  geography.district.town text
  geography.district.county text
  geography.district.region text
  geography.district.latitude double precision not null
  geography.district.longitude double precision not null
  geography.district constraint district_outcode_plain CHECK ((outcode ~ '^[A-Z0-9]{2,4}$'::text))
  geography.district constraint district_pkey PRIMARY KEY (outcode)
  CREATE TRIGGER districts_came AFTER INSERT ON geography.district REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION directory.find_places_again()
  CREATE TRIGGER districts_changed AFTER UPDATE ON geography.district REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION directory.find_places_again()
  grant insert, select, update on geography.district to trellis_app
  grant select on geography.district to trellis_report
table geography.icb
  geography.icb.code text not null
  geography.icb.ons_code text
  geography.icb.name text not null
  geography.icb.region_code text
  geography.icb.region_name text
  geography.icb constraint icb_code_plain CHECK ((code ~ '^[A-Z0-9]{3,5}$'::text))
  geography.icb constraint icb_name_given CHECK ((btrim(name) <> ''::text))
  geography.icb constraint icb_pkey PRIMARY KEY (code)
  grant insert, select, update on geography.icb to trellis_app
  grant select on geography.icb to trellis_report
table geography.pcn
  geography.pcn.code text not null
  geography.pcn.name text not null
  geography.pcn.open boolean not null default true
  geography.pcn.search_text text not null generated: geography.plain_words(((name || ' '::text) || code))
  geography.pcn constraint pcn_code_plain CHECK (((code ~ '^[A-Z0-9]{3,10}$'::text) AND (code <> 'U'::text)))
  geography.pcn constraint pcn_name_given CHECK ((btrim(name) <> ''::text))
  geography.pcn constraint pcn_pkey PRIMARY KEY (code)
  CREATE INDEX pcn_search ON geography.pcn USING gin (search_text gin_trgm_ops)
  grant insert, select, update on geography.pcn to trellis_app
  grant select on geography.pcn to trellis_report
table geography.pcn_sub_icb
  geography.pcn_sub_icb.pcn_code text not null
  geography.pcn_sub_icb.sub_icb_code text not null
  geography.pcn_sub_icb.icb_code text
  geography.pcn_sub_icb constraint pcn_sub_icb_code_plain CHECK ((sub_icb_code ~ '^[A-Z0-9]{3,5}$'::text))
  geography.pcn_sub_icb constraint pcn_sub_icb_icb_plain CHECK ((icb_code ~ '^[A-Z0-9]{3,5}$'::text))
  geography.pcn_sub_icb constraint pcn_sub_icb_of_pcn FOREIGN KEY (pcn_code) REFERENCES geography.pcn(code)
  geography.pcn_sub_icb constraint pcn_sub_icb_pkey PRIMARY KEY (pcn_code, sub_icb_code)
  grant insert, select, update on geography.pcn_sub_icb to trellis_app
  grant select on geography.pcn_sub_icb to trellis_report
table geography.postcode
  geography.postcode.key text not null
  geography.postcode.area_code text
  geography.postcode.latitude double precision
  geography.postcode.longitude double precision
  geography.postcode.terminated_on date
  geography.postcode constraint postcode_key_compact CHECK ((key ~ '^[A-Z0-9]{2,4}[0-9][A-Z]{2}$'::text))
  geography.postcode constraint postcode_pkey PRIMARY KEY (key)
  geography.postcode constraint postcode_point_whole CHECK (((latitude IS NULL) = (longitude IS NULL)))
  CREATE TRIGGER postcodes_came AFTER INSERT ON geography.postcode REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION directory.find_places_again()
  CREATE TRIGGER postcodes_changed AFTER UPDATE ON geography.postcode REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION directory.find_places_again()
  grant insert, select, update on geography.postcode to trellis_app
  grant select on geography.postcode to trellis_report
table geography.practice
  geography.practice.code text not null
  geography.practice.name text not null
  geography.practice.address text
  geography.practice.postcode text
  geography.practice.outcode text generated: split_part(postcode, ' '::text, 1)
  geography.practice.pcn_code text
  geography.practice.sub_icb_code text
  geography.practice.icb_code text
  geography.practice.region_code text
  geography.practice.open boolean not null default true
  geography.practice.gp_practice boolean not null default true
  geography.practice.source_date date
  geography.practice.search_text text not null generated: geography.plain_words(((((((((name || ' '::text) || code) || ' '::text) || COALESCE(address, ''::text)) || ' '::text) || COALESCE(postcode, ''::text)) || ' '::text) || COALESCE(replace(postcode, ' '::text, ''::text), ''::text)))
  geography.practice constraint practice_code_plain CHECK ((code ~ '^[A-Z0-9]{3,10}$'::text))
  geography.practice constraint practice_name_given CHECK ((btrim(name) <> ''::text))
  geography.practice constraint practice_pcn_plain CHECK ((pcn_code ~ '^[A-Z0-9]{3,10}$'::text))
  geography.practice constraint practice_pkey PRIMARY KEY (code)
  geography.practice constraint practice_postcode_spaced CHECK ((postcode ~ '^[A-Z0-9]{2,4} [0-9][A-Z]{2}$'::text))
  CREATE INDEX practice_of_pcn ON geography.practice USING btree (pcn_code)
  CREATE INDEX practice_search ON geography.practice USING gin (search_text gin_trgm_ops)
  grant insert, select, update on geography.practice to trellis_app
  grant select on geography.practice to trellis_report
partitioned table journal.entry with row-level security, forced
  journal.entry.xid xid8 not null default pg_current_xact_id()
  journal.entry.id bigint not null generated always as identity
  journal.entry.happened_at timestamp with time zone not null default clock_timestamp()
  journal.entry.partnership_id uuid not null
  journal.entry.actor_kind text not null
  journal.entry.actor_id uuid
  journal.entry.organisation_id uuid
  journal.entry.role text
  journal.entry.action text not null
  journal.entry.subject_id uuid
  journal.entry.subject_version integer
  journal.entry.person_id uuid
  journal.entry.request_id uuid
  journal.entry.detail jsonb not null default '{}'::jsonb
  journal.entry constraint entry_action_named CHECK ((action ~ '^[a-z-]+\.[a-z-]+$'::text))
  journal.entry constraint entry_actor_kind_known CHECK ((actor_kind = ANY (ARRAY['account'::text, 'person'::text, 'link'::text, 'key'::text, 'public'::text, 'job'::text])))
  journal.entry constraint entry_detail_small CHECK ((length((detail)::text) <= 1000))
  journal.entry constraint entry_numbered CHECK ((id > 0))
  journal.entry constraint entry_pkey PRIMARY KEY (id, happened_at)
  CREATE INDEX entry_in_order ON ONLY journal.entry USING btree (partnership_id, xid, id)
  CREATE INDEX entry_of_person ON ONLY journal.entry USING btree (person_id, happened_at DESC)
  policy owner_all on journal.entry for all to trellis_owner using (true) check (true)
  policy report_reads on journal.entry for select to trellis_report using ((partnership_id = ( SELECT access.partnership() AS partnership))) check ()
  policy seen on journal.entry for select to trellis_app using (((partnership_id = ( SELECT access.partnership() AS partnership)) AND ((( SELECT access.kind() AS kind) = 'job'::text) OR ( SELECT access.has_role('administrator'::text) AS has_role) OR ((( SELECT access.kind() AS kind) = 'account'::text) AND (actor_id = ( SELECT access.actor() AS actor))) OR ((( SELECT access.kind() AS kind) = 'person'::text) AND (person_id = ( SELECT access.actor() AS actor)))))) check ()
  policy written on journal.entry for insert to trellis_app using () check (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (actor_kind = ( SELECT access.kind() AS kind)) AND (NOT (actor_id IS DISTINCT FROM ( SELECT access.actor() AS actor))) AND (NOT (organisation_id IS DISTINCT FROM ( SELECT access.organisation() AS organisation)))))
  grant select on journal.entry to trellis_app
  grant insert (action, actor_id, actor_kind, detail, organisation_id, partnership_id, person_id, request_id, role, subject_id, subject_version) on journal.entry to trellis_app
  grant select on journal.entry to trellis_report
table journal.reader with row-level security, forced
  journal.reader.partnership_id uuid not null
  journal.reader.name text not null
  journal.reader.xid xid8 not null default '0'::xid8
  journal.reader.id bigint not null default 0
  journal.reader.moved_at timestamp with time zone not null default clock_timestamp()
  journal.reader constraint reader_of_partnership FOREIGN KEY (partnership_id) REFERENCES access.partnership(id)
  journal.reader constraint reader_pkey PRIMARY KEY (partnership_id, name)
  policy own on journal.reader for all to trellis_app using (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (( SELECT access.kind() AS kind) = 'job'::text))) check (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (( SELECT access.kind() AS kind) = 'job'::text)))
  policy owner_all on journal.reader for all to trellis_owner using (true) check (true)
  grant insert, select, update on journal.reader to trellis_app
table journal.seal
  journal.seal.number integer not null
  journal.seal.from_id bigint not null
  journal.seal.to_id bigint not null
  journal.seal.entries bigint not null
  journal.seal.head bytea not null
  journal.seal.sealed_at timestamp with time zone not null default clock_timestamp()
  journal.seal constraint seal_numbered CHECK ((number > 0))
  journal.seal constraint seal_pkey PRIMARY KEY (number)
  journal.seal constraint seal_range CHECK ((to_id > from_id))
  journal.seal constraint seal_starts_once UNIQUE (from_id)
  CREATE UNIQUE INDEX seal_starts_once ON journal.seal USING btree (from_id)
  grant select on journal.seal to trellis_app
table messages.attempt with row-level security, forced
  messages.attempt.partnership_id uuid not null
  messages.attempt.message_id uuid not null
  messages.attempt.number integer not null
  messages.attempt.tried_at timestamp with time zone not null
  messages.attempt.adapter text not null
  messages.attempt.outcome text not null
  messages.attempt constraint attempt_numbered CHECK ((number > 0))
  messages.attempt constraint attempt_of_message FOREIGN KEY (partnership_id, message_id) REFERENCES messages.message(partnership_id, id)
  messages.attempt constraint attempt_outcome_is_code CHECK ((outcome ~ '^[a-z0-9-]+$'::text))
  messages.attempt constraint attempt_pkey PRIMARY KEY (partnership_id, message_id, number)
  policy noted on messages.attempt for insert to trellis_app using () check (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (( SELECT access.kind() AS kind) = 'job'::text)))
  policy owner_all on messages.attempt for all to trellis_owner using (true) check (true)
  policy seen on messages.attempt for select to trellis_app using (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (EXISTS ( SELECT
   FROM messages.message m
  WHERE ((m.partnership_id = attempt.partnership_id) AND (m.id = attempt.message_id)))))) check ()
  grant insert, select on messages.attempt to trellis_app
table messages.message with row-level security, forced
  messages.message.partnership_id uuid not null
  messages.message.id uuid not null
  messages.message.organisation_id uuid
  messages.message.team_id uuid
  messages.message.template text not null
  messages.message.channel text not null
  messages.message.recipient_kind text not null
  messages.message.recipient_name text not null
  messages.message.address text not null
  messages.message.person_id uuid
  messages.message.about_kind text not null
  messages.message.about_id uuid not null
  messages.message.subject text not null
  messages.message.body text not null
  messages.message.link text
  messages.message.neutral boolean not null
  messages.message.not_before timestamp with time zone
  messages.message.safe_days integer[]
  messages.message.safe_from integer
  messages.message.safe_to integer
  messages.message.status text not null default 'queued'::text
  messages.message.status_at timestamp with time zone not null
  messages.message.attempts integer not null default 0
  messages.message.next_try_at timestamp with time zone not null
  messages.message.claimed_until timestamp with time zone
  messages.message.provider_reference text
  messages.message.error_code text
  messages.message.created_at timestamp with time zone not null
  messages.message constraint message_about_named CHECK ((about_kind ~ '^[a-z][a-z-]+$'::text))
  messages.message constraint message_addressed CHECK ((btrim(address) <> ''::text))
  messages.message constraint message_attempts_count CHECK ((attempts >= 0))
  messages.message constraint message_channel_known CHECK ((channel = ANY (ARRAY['email'::text, 'text'::text, 'letter'::text])))
  messages.message constraint message_of_organisation FOREIGN KEY (partnership_id, organisation_id) REFERENCES access.organisation(partnership_id, id)
  messages.message constraint message_of_partnership FOREIGN KEY (partnership_id) REFERENCES access.partnership(id)
  messages.message constraint message_of_person_has_team CHECK (((person_id IS NULL) OR (organisation_id IS NULL) OR (team_id IS NOT NULL)))
  messages.message constraint message_pkey PRIMARY KEY (partnership_id, id)
  messages.message constraint message_recipient_kind_known CHECK ((recipient_kind = ANY (ARRAY['person'::text, 'referrer'::text, 'provider'::text, 'team'::text, 'practice'::text])))
  messages.message constraint message_safe_hours_plain CHECK (((cardinality(safe_days) > 0) AND (safe_days <@ '{1,2,3,4,5,6,7}'::integer[]) AND (safe_from >= 0) AND (safe_from < safe_to) AND (safe_to <= 1440)))
  messages.message constraint message_safe_hours_whole CHECK ((((safe_days IS NULL) = (safe_from IS NULL)) AND ((safe_days IS NULL) = (safe_to IS NULL))))
  messages.message constraint message_said CHECK (((btrim(subject) <> ''::text) AND (btrim(body) <> ''::text) AND (length(body) <= 20000)))
  messages.message constraint message_status_known CHECK ((status = ANY (ARRAY['queued'::text, 'sent'::text, 'delivered'::text, 'failed'::text, 'abandoned'::text, 'cancelled'::text])))
  messages.message constraint message_team_of_organisation CHECK (((team_id IS NULL) OR (organisation_id IS NOT NULL)))
  messages.message constraint message_template_named CHECK ((template ~ '^[a-z][a-z-]+$'::text))
  CREATE INDEX message_about ON messages.message USING btree (partnership_id, about_id)
  CREATE INDEX message_of_person ON messages.message USING btree (partnership_id, person_id) WHERE (person_id IS NOT NULL)
  CREATE INDEX message_queued ON messages.message USING btree (partnership_id, next_try_at) WHERE (status = 'queued'::text)
  CREATE TRIGGER move_allowed BEFORE UPDATE OF status ON messages.message FOR EACH ROW WHEN (((old.status IS DISTINCT FROM new.status) AND (((((((old.status <> 'queued'::text) OR (new.status <> 'sent'::text)) AND ((old.status <> 'queued'::text) OR (new.status <> 'cancelled'::text))) AND ((old.status <> 'sent'::text) OR (new.status <> 'delivered'::text))) AND ((old.status <> 'sent'::text) OR (new.status <> 'failed'::text))) AND ((old.status <> 'failed'::text) OR (new.status <> 'queued'::text))) AND ((old.status <> 'failed'::text) OR (new.status <> 'abandoned'::text))))) EXECUTE FUNCTION access.refuse_move('message')
  policy owner_all on messages.message for all to trellis_owner using (true) check (true)
  policy queued on messages.message for insert to trellis_app using () check ((partnership_id = ( SELECT access.partnership() AS partnership)))
  policy seen on messages.message for select to trellis_app using (((partnership_id = ( SELECT access.partnership() AS partnership)) AND ((( SELECT access.kind() AS kind) = 'job'::text) OR ((( SELECT access.kind() AS kind) = 'account'::text) AND (organisation_id = ( SELECT access.organisation() AS organisation)) AND ((team_id IS NULL) OR (team_id = ( SELECT access.team() AS team)))) OR ((( SELECT access.kind() AS kind) = 'account'::text) AND ( SELECT access.has_role('administrator'::text) AS has_role) AND (person_id IS NULL) AND ((organisation_id IS NULL) OR (organisation_id = ( SELECT access.organisation() AS organisation))))))) check ()
  policy sent on messages.message for update to trellis_app using (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (( SELECT access.kind() AS kind) = 'job'::text))) check ((partnership_id = ( SELECT access.partnership() AS partnership)))
  grant select on messages.message to trellis_app
  grant insert (about_id, about_kind, address, body, channel, created_at, id, link, neutral, next_try_at, not_before, organisation_id, partnership_id, person_id, recipient_kind, recipient_name, safe_days, safe_from, safe_to, status_at, subject, team_id, template) on messages.message to trellis_app
  grant update (attempts, claimed_until, error_code, link, next_try_at, provider_reference, status, status_at) on messages.message to trellis_app
table people.consent with row-level security, forced
  people.consent.partnership_id uuid not null
  people.consent.id uuid not null
  people.consent.person_id uuid not null
  people.consent.subject text not null
  people.consent.answer text not null
  people.consent.organisation_id uuid
  people.consent.given_by text not null
  people.consent.note text
  people.consent.wording_version text not null
  people.consent.given_at timestamp with time zone not null
  people.consent.recorded_by uuid
  people.consent.withdrawn_at timestamp with time zone
  people.consent.withdrawn_by uuid
  people.consent constraint consent_answer_known CHECK ((answer = ANY (ARRAY['given'::text, 'refused'::text, 'best-interests'::text])))
  people.consent constraint consent_best_interests_explained CHECK (((answer <> 'best-interests'::text) OR (btrim(COALESCE(note, ''::text)) <> ''::text)))
  people.consent constraint consent_given_by_known CHECK ((given_by = ANY (ARRAY['person'::text, 'parent'::text, 'attorney'::text, 'deputy'::text, 'carer'::text, 'professional'::text])))
  people.consent constraint consent_of_person FOREIGN KEY (partnership_id, person_id) REFERENCES people.person(partnership_id, id)
  people.consent constraint consent_pkey PRIMARY KEY (partnership_id, id)
  people.consent constraint consent_subject_known CHECK ((subject = ANY (ARRAY['sharing'::text, 'telling-practice'::text, 'earlier-episodes'::text, 'story'::text, 'research'::text, 'contact'::text])))
  people.consent constraint consent_to_organisation FOREIGN KEY (partnership_id, organisation_id) REFERENCES access.organisation(partnership_id, id)
  people.consent constraint consent_withdrawn_later CHECK ((withdrawn_at >= given_at))
  CREATE INDEX consent_by_person ON people.consent USING btree (partnership_id, person_id, subject)
  policy owner_all on people.consent for all to trellis_owner using (true) check (true)
  policy seen on people.consent for select to trellis_app using (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (EXISTS ( SELECT
   FROM people.person p
  WHERE ((p.partnership_id = consent.partnership_id) AND (p.id = consent.person_id)))))) check ()
  policy withdrawn on people.consent for update to trellis_app using (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (EXISTS ( SELECT
   FROM people.person p
  WHERE ((p.partnership_id = consent.partnership_id) AND (p.id = consent.person_id)))))) check ((partnership_id = ( SELECT access.partnership() AS partnership)))
  policy written on people.consent for insert to trellis_app using () check ((partnership_id = ( SELECT access.partnership() AS partnership)))
  grant insert, select on people.consent to trellis_app
  grant update (withdrawn_at, withdrawn_by) on people.consent to trellis_app
table people.involvement with row-level security, forced
  people.involvement.partnership_id uuid not null
  people.involvement.person_id uuid not null
  people.involvement.organisation_id uuid
  people.involvement.team_id uuid
  people.involvement.reason text not null
  people.involvement.since timestamp with time zone not null default now()
  people.involvement.until timestamp with time zone
  people.involvement constraint involvement_of_organisation FOREIGN KEY (partnership_id, organisation_id) REFERENCES access.organisation(partnership_id, id)
  people.involvement constraint involvement_of_person FOREIGN KEY (partnership_id, person_id) REFERENCES people.person(partnership_id, id)
  people.involvement constraint involvement_of_team FOREIGN KEY (partnership_id, team_id) REFERENCES teams.team(partnership_id, id)
  people.involvement constraint involvement_once UNIQUE NULLS NOT DISTINCT (partnership_id, organisation_id, person_id, reason, team_id) INCLUDE (until)
  people.involvement constraint involvement_organisation_named CHECK (((reason = 'self'::text) = (organisation_id IS NULL)))
  people.involvement constraint involvement_reason_known CHECK ((reason = ANY (ARRAY['referrer'::text, 'team'::text, 'provider'::text, 'practice'::text, 'self'::text])))
  people.involvement constraint involvement_team_named CHECK (((reason = 'team'::text) = (team_id IS NOT NULL)))
  CREATE INDEX involvement_by_person ON people.involvement USING btree (partnership_id, person_id)
  CREATE UNIQUE INDEX involvement_once ON people.involvement USING btree (partnership_id, organisation_id, person_id, reason, team_id) INCLUDE (until) NULLS NOT DISTINCT
  policy owner_all on people.involvement for all to trellis_owner using (true) check (true)
  policy seen on people.involvement for select to trellis_app using (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (organisation_id = ( SELECT access.organisation() AS organisation)))) check ()
  policy written on people.involvement for insert to trellis_app using () check ((partnership_id = ( SELECT access.partnership() AS partnership)))
  grant insert, select on people.involvement to trellis_app
table people.person with row-level security, forced
  people.person.partnership_id uuid not null
  people.person.id uuid not null
  people.person.title text
  people.person.given_name text not null
  people.person.family_name text not null
  people.person.preferred_name text
  people.person.birth_date date not null
  people.person.nhs_number bytea
  people.person.nhs_number_index bytea
  people.person.nhs_number_status text
  people.person.practice_code text not null
  people.person.address_lines text[] not null default '{}'::text[]
  people.person.postcode text
  people.person.telephone text
  people.person.email text
  people.person.preferred_contact text
  people.person.safe_voicemail boolean not null default false
  people.person.safe_post boolean not null default true
  people.person.safe_hours text
  people.person.neutral_sender boolean not null default false
  people.person.language text not null default 'en'::text
  people.person.interpreter boolean not null default false
  people.person.access_needs text[] not null default '{}'::text[]
  people.person.pronouns text
  people.person.sex text
  people.person.gender text
  people.person.ethnicity text
  people.person.sexual_orientation text
  people.person.further jsonb not null default '{}'::jsonb
  people.person.restricted boolean not null default false
  people.person.deceased_on date
  people.person.version integer not null default 1
  people.person.registered_at timestamp with time zone not null default now()
  people.person.search_name text not null generated: people.fold((((given_name || ' '::text) || family_name) || COALESCE((' '::text || preferred_name), ''::text)))
  people.person constraint person_address_short CHECK ((cardinality(address_lines) <= 5))
  people.person constraint person_birth_date_plain CHECK ((birth_date >= '1890-01-01'::date))
  people.person constraint person_died_after_birth CHECK ((deceased_on >= birth_date))
  people.person constraint person_ethnicity_code_plain CHECK ((ethnicity ~ '^[A-Z0-9]{1,2}$'::text))
  people.person constraint person_further_small CHECK (((jsonb_typeof(further) = 'object'::text) AND (length((further)::text) <= 8000)))
  people.person constraint person_named CHECK (((btrim(given_name) <> ''::text) AND (btrim(family_name) <> ''::text)))
  people.person constraint person_nhs_number_status_known CHECK ((nhs_number_status = ANY (ARRAY['traced'::text, 'untraced'::text])))
  people.person constraint person_nhs_number_whole CHECK ((((nhs_number IS NULL) = (nhs_number_index IS NULL)) AND ((nhs_number IS NULL) = (nhs_number_status IS NULL))))
  people.person constraint person_of_partnership FOREIGN KEY (partnership_id) REFERENCES access.partnership(id)
  people.person constraint person_pkey PRIMARY KEY (partnership_id, id)
  people.person constraint person_practice_code_plain CHECK ((practice_code ~ '^[A-Z0-9]{3,8}$'::text))
  people.person constraint person_preferred_contact_known CHECK ((preferred_contact = ANY (ARRAY['telephone'::text, 'text'::text, 'email'::text, 'post'::text])))
  people.person constraint person_sex_known CHECK ((sex = ANY (ARRAY['female'::text, 'male'::text, 'indeterminate'::text, 'not-known'::text])))
  people.person constraint person_version_counts CHECK ((version > 0))
  CREATE INDEX person_by_birth_date ON people.person USING btree (partnership_id, birth_date)
  CREATE INDEX person_by_name ON people.person USING gin (search_name gin_trgm_ops)
  CREATE INDEX person_by_nhs_number ON people.person USING btree (partnership_id, nhs_number_index) WHERE (nhs_number_index IS NOT NULL)
  CREATE INDEX person_by_practice ON people.person USING btree (partnership_id, practice_code)
  policy corrected on people.person for update to trellis_app using (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (( SELECT access.kind() AS kind) = 'account'::text) AND (EXISTS ( SELECT
   FROM people.involvement i
  WHERE ((i.partnership_id = ( SELECT access.partnership() AS partnership)) AND (i.organisation_id = ( SELECT access.organisation() AS organisation)) AND (i.person_id = person.id) AND (i.reason = 'team'::text) AND people.opens_record(i.reason, i.team_id, i.until)))))) check ((partnership_id = ( SELECT access.partnership() AS partnership)))
  policy owner_all on people.person for all to trellis_owner using (true) check (true)
  policy seen on people.person for select to trellis_app using (((partnership_id = ( SELECT access.partnership() AS partnership)) AND ((( SELECT access.kind() AS kind) = 'job'::text) OR ((( SELECT access.kind() AS kind) = 'person'::text) AND (id = ( SELECT access.actor() AS actor))) OR ((( SELECT access.kind() AS kind) = 'link'::text) AND (id = ( SELECT access.record() AS record))) OR ((( SELECT access.kind() AS kind) = 'account'::text) AND (EXISTS ( SELECT
   FROM people.involvement i
  WHERE ((i.partnership_id = ( SELECT access.partnership() AS partnership)) AND (i.organisation_id = ( SELECT access.organisation() AS organisation)) AND (i.person_id = person.id) AND people.opens_record(i.reason, i.team_id, i.until)))))))) check ()
  grant select on people.person to trellis_app
  grant update (access_needs, address_lines, birth_date, deceased_on, email, ethnicity, family_name, further, gender, given_name, interpreter, language, neutral_sender, nhs_number, nhs_number_index, nhs_number_status, postcode, practice_code, preferred_contact, preferred_name, pronouns, restricted, safe_hours, safe_post, safe_voicemail, sex, sexual_orientation, telephone, title, version) on people.person to trellis_app
table people.possible_duplicate with row-level security, forced
  people.possible_duplicate.partnership_id uuid not null
  people.possible_duplicate.person_id uuid not null
  people.possible_duplicate.other_id uuid not null
  people.possible_duplicate.why text[] not null
  people.possible_duplicate.found_at timestamp with time zone not null default now()
  people.possible_duplicate.decision text
  people.possible_duplicate.decided_at timestamp with time zone
  people.possible_duplicate.decided_by uuid
  people.possible_duplicate constraint possible_duplicate_decision_known CHECK ((decision = ANY (ARRAY['same'::text, 'different'::text])))
  people.possible_duplicate constraint possible_duplicate_decision_whole CHECK (((decision IS NULL) = (decided_at IS NULL)))
  people.possible_duplicate constraint possible_duplicate_in_order CHECK ((person_id < other_id))
  people.possible_duplicate constraint possible_duplicate_of_other FOREIGN KEY (partnership_id, other_id) REFERENCES people.person(partnership_id, id)
  people.possible_duplicate constraint possible_duplicate_of_person FOREIGN KEY (partnership_id, person_id) REFERENCES people.person(partnership_id, id)
  people.possible_duplicate constraint possible_duplicate_pkey PRIMARY KEY (partnership_id, person_id, other_id)
  people.possible_duplicate constraint possible_duplicate_why_known CHECK (((cardinality(why) > 0) AND (why <@ '{nhs-number,name,telephone}'::text[])))
  CREATE INDEX possible_duplicate_by_other ON people.possible_duplicate USING btree (partnership_id, other_id)
  policy decided on people.possible_duplicate for update to trellis_app using (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (EXISTS ( SELECT
   FROM people.person p
  WHERE ((p.partnership_id = possible_duplicate.partnership_id) AND (p.id = possible_duplicate.person_id)))) AND (EXISTS ( SELECT
   FROM people.person p
  WHERE ((p.partnership_id = possible_duplicate.partnership_id) AND (p.id = possible_duplicate.other_id)))))) check ((partnership_id = ( SELECT access.partnership() AS partnership)))
  policy owner_all on people.possible_duplicate for all to trellis_owner using (true) check (true)
  policy seen on people.possible_duplicate for select to trellis_app using (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (EXISTS ( SELECT
   FROM people.person p
  WHERE ((p.partnership_id = possible_duplicate.partnership_id) AND (p.id = possible_duplicate.person_id)))) AND (EXISTS ( SELECT
   FROM people.person p
  WHERE ((p.partnership_id = possible_duplicate.partnership_id) AND (p.id = possible_duplicate.other_id)))))) check ()
  grant select on people.possible_duplicate to trellis_app
  grant update (decided_at, decided_by, decision) on people.possible_duplicate to trellis_app
table platform.draft with row-level security, forced
  platform.draft.partnership_id uuid not null
  platform.draft.id uuid not null
  platform.draft.form text not null
  platform.draft.actor_id uuid
  platform.draft.body bytea not null
  platform.draft.version integer not null default 1
  platform.draft.updated_at timestamp with time zone not null default now()
  platform.draft.expires_at timestamp with time zone not null
  platform.draft constraint draft_form_named CHECK ((form ~ '^[a-z-]+$'::text))
  platform.draft constraint draft_pkey PRIMARY KEY (partnership_id, id)
  CREATE INDEX draft_expires ON platform.draft USING btree (expires_at)
  CREATE INDEX draft_of_actor ON platform.draft USING btree (partnership_id, actor_id, form)
  policy own on platform.draft for all to trellis_app using (((partnership_id = ( SELECT access.partnership() AS partnership)) AND ((( SELECT access.kind() AS kind) = 'job'::text) OR (NOT (actor_id IS DISTINCT FROM ( SELECT access.actor() AS actor)))))) check (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (NOT (actor_id IS DISTINCT FROM ( SELECT access.actor() AS actor)))))
  policy owner_all on platform.draft for all to trellis_owner using (true) check (true)
  grant delete, insert, select, update on platform.draft to trellis_app
table platform.idempotency_key with row-level security, forced
  platform.idempotency_key.partnership_id uuid not null
  platform.idempotency_key.owner_id uuid not null
  platform.idempotency_key.key text not null
  platform.idempotency_key.request_hash bytea not null
  platform.idempotency_key.status integer not null
  platform.idempotency_key.answer jsonb not null
  platform.idempotency_key.created_at timestamp with time zone not null default now()
  platform.idempotency_key constraint idempotency_key_pkey PRIMARY KEY (partnership_id, owner_id, key)
  platform.idempotency_key constraint idempotency_key_short CHECK (((length(key) >= 1) AND (length(key) <= 200)))
  CREATE INDEX idempotency_key_age ON platform.idempotency_key USING btree (created_at)
  policy forgotten on platform.idempotency_key for delete to trellis_app using ((( SELECT access.kind() AS kind) = 'job'::text)) check ()
  policy made_here on platform.idempotency_key for insert to trellis_app using () check ((partnership_id = ( SELECT access.partnership() AS partnership)))
  policy own on platform.idempotency_key for select to trellis_app using (((partnership_id = ( SELECT access.partnership() AS partnership)) AND ((owner_id = ANY (ARRAY[( SELECT access.organisation() AS organisation), ( SELECT access.actor() AS actor)])) OR (( SELECT access.kind() AS kind) = 'public'::text)))) check ()
  policy owner_all on platform.idempotency_key for all to trellis_owner using (true) check (true)
  grant delete, insert, select on platform.idempotency_key to trellis_app
table referrals.acceptance with row-level security, forced
  referrals.acceptance.partnership_id uuid not null
  referrals.acceptance.referral_id uuid not null
  referrals.acceptance.accepted_by uuid not null
  referrals.acceptance.accepted_at timestamp with time zone not null
  referrals.acceptance.first_contact_by date not null
  referrals.acceptance constraint acceptance_by_account FOREIGN KEY (partnership_id, accepted_by) REFERENCES access.account(partnership_id, id)
  referrals.acceptance constraint acceptance_of_referral FOREIGN KEY (partnership_id, referral_id) REFERENCES referrals.referral(partnership_id, id)
  referrals.acceptance constraint acceptance_pkey PRIMARY KEY (partnership_id, referral_id)
  referrals.acceptance constraint contact_not_before_acceptance CHECK ((first_contact_by >= ((accepted_at AT TIME ZONE 'Europe/London'::text))::date))
  CREATE INDEX acceptance_lately ON referrals.acceptance USING btree (partnership_id, accepted_at)
  policy made_here on referrals.acceptance for insert to trellis_app using () check ((partnership_id = ( SELECT access.partnership() AS partnership)))
  policy owner_all on referrals.acceptance for all to trellis_owner using (true) check (true)
  policy seen on referrals.acceptance for select to trellis_app using (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (EXISTS ( SELECT
   FROM referrals.referral r
  WHERE ((r.partnership_id = acceptance.partnership_id) AND (r.id = acceptance.referral_id)))))) check ()
  grant insert, select on referrals.acceptance to trellis_app
table referrals.allocation with row-level security, forced
  referrals.allocation.partnership_id uuid not null
  referrals.allocation.id uuid not null
  referrals.allocation.referral_id uuid not null
  referrals.allocation.account_id uuid not null
  referrals.allocation.allocated_by uuid not null
  referrals.allocation.allocated_at timestamp with time zone not null
  referrals.allocation constraint allocation_of_referral FOREIGN KEY (partnership_id, referral_id) REFERENCES referrals.referral(partnership_id, id)
  referrals.allocation constraint allocation_pkey PRIMARY KEY (partnership_id, id)
  referrals.allocation constraint allocation_to_account FOREIGN KEY (partnership_id, account_id) REFERENCES access.account(partnership_id, id)
  CREATE INDEX allocation_in_order ON referrals.allocation USING btree (partnership_id, referral_id, allocated_at)
  policy made_here on referrals.allocation for insert to trellis_app using () check ((partnership_id = ( SELECT access.partnership() AS partnership)))
  policy owner_all on referrals.allocation for all to trellis_owner using (true) check (true)
  policy seen on referrals.allocation for select to trellis_app using (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (EXISTS ( SELECT
   FROM referrals.referral r
  WHERE ((r.partnership_id = allocation.partnership_id) AND (r.id = allocation.referral_id)))))) check ()
  grant insert, select on referrals.allocation to trellis_app
table referrals.decline with row-level security, forced
  referrals.decline.partnership_id uuid not null
  referrals.decline.referral_id uuid not null
  referrals.decline.declined_by uuid not null
  referrals.decline.declined_at timestamp with time zone not null
  referrals.decline.reason text not null
  referrals.decline.note text
  referrals.decline.better_team_id uuid
  referrals.decline.better_service_id uuid
  referrals.decline.better_text text
  referrals.decline constraint decline_better_service FOREIGN KEY (partnership_id, better_service_id) REFERENCES directory.service(partnership_id, id)
  referrals.decline constraint decline_better_team FOREIGN KEY (partnership_id, better_team_id) REFERENCES teams.team(partnership_id, id)
  referrals.decline constraint decline_by_account FOREIGN KEY (partnership_id, declined_by) REFERENCES access.account(partnership_id, id)
  referrals.decline constraint decline_never_a_dead_end CHECK (((better_team_id IS NOT NULL) OR (better_service_id IS NOT NULL) OR (btrim(COALESCE(better_text, ''::text)) <> ''::text)))
  referrals.decline constraint decline_of_referral FOREIGN KEY (partnership_id, referral_id) REFERENCES referrals.referral(partnership_id, id)
  referrals.decline constraint decline_pkey PRIMARY KEY (partnership_id, referral_id)
  CREATE INDEX decline_lately ON referrals.decline USING btree (partnership_id, declined_at)
  policy made_here on referrals.decline for insert to trellis_app using () check ((partnership_id = ( SELECT access.partnership() AS partnership)))
  policy owner_all on referrals.decline for all to trellis_owner using (true) check (true)
  policy seen on referrals.decline for select to trellis_app using (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (EXISTS ( SELECT
   FROM referrals.referral r
  WHERE ((r.partnership_id = decline.partnership_id) AND (r.id = decline.referral_id)))))) check ()
  grant insert, select on referrals.decline to trellis_app
table referrals.progress with row-level security, forced
  referrals.progress.partnership_id uuid not null
  referrals.progress.id uuid not null
  referrals.progress.referral_id uuid not null
  referrals.progress.stage text not null
  referrals.progress.at timestamp with time zone not null
  referrals.progress.end_reason text
  referrals.progress.letter_id uuid
  referrals.progress constraint progress_end_said CHECK (((stage = 'closed'::text) = (end_reason IS NOT NULL)))
  referrals.progress constraint progress_letter_at_the_end CHECK (((letter_id IS NULL) OR (stage = 'closed'::text)))
  referrals.progress constraint progress_of_referral FOREIGN KEY (partnership_id, referral_id) REFERENCES referrals.referral(partnership_id, id)
  referrals.progress constraint progress_pkey PRIMARY KEY (partnership_id, id)
  referrals.progress constraint progress_stage_known CHECK ((stage = ANY (ARRAY['started'::text, 'paused'::text, 'resumed'::text, 'closed'::text])))
  CREATE UNIQUE INDEX progress_closed_once ON referrals.progress USING btree (partnership_id, referral_id) WHERE (stage = 'closed'::text)
  CREATE INDEX progress_in_order ON referrals.progress USING btree (partnership_id, referral_id, at)
  policy made_here on referrals.progress for insert to trellis_app using () check (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (EXISTS ( SELECT
   FROM referrals.referral r
  WHERE ((r.partnership_id = progress.partnership_id) AND (r.id = progress.referral_id) AND (r.team_id = ( SELECT access.team() AS team)))))))
  policy owner_all on referrals.progress for all to trellis_owner using (true) check (true)
  policy seen on referrals.progress for select to trellis_app using (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (EXISTS ( SELECT
   FROM referrals.referral r
  WHERE ((r.partnership_id = progress.partnership_id) AND (r.id = progress.referral_id)))))) check ()
  grant insert, select on referrals.progress to trellis_app
table referrals.question with row-level security, forced
  referrals.question.partnership_id uuid not null
  referrals.question.id uuid not null
  referrals.question.referral_id uuid not null
  referrals.question.asked_by uuid not null
  referrals.question.asked_at timestamp with time zone not null
  referrals.question.question text not null
  referrals.question.answered_by uuid
  referrals.question.answered_at timestamp with time zone
  referrals.question.answer text
  referrals.question constraint question_answered_whole CHECK (((answer IS NULL) = (answered_at IS NULL)))
  referrals.question constraint question_asked_by_account FOREIGN KEY (partnership_id, asked_by) REFERENCES access.account(partnership_id, id)
  referrals.question constraint question_of_referral FOREIGN KEY (partnership_id, referral_id) REFERENCES referrals.referral(partnership_id, id)
  referrals.question constraint question_pkey PRIMARY KEY (partnership_id, id)
  CREATE UNIQUE INDEX question_open_once ON referrals.question USING btree (partnership_id, referral_id) WHERE (answered_at IS NULL)
  policy answered on referrals.question for update to trellis_app using (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (EXISTS ( SELECT
   FROM referrals.referral r
  WHERE ((r.partnership_id = question.partnership_id) AND (r.id = question.referral_id)))))) check ((partnership_id = ( SELECT access.partnership() AS partnership)))
  policy made_here on referrals.question for insert to trellis_app using () check ((partnership_id = ( SELECT access.partnership() AS partnership)))
  policy owner_all on referrals.question for all to trellis_owner using (true) check (true)
  policy seen on referrals.question for select to trellis_app using (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (EXISTS ( SELECT
   FROM referrals.referral r
  WHERE ((r.partnership_id = question.partnership_id) AND (r.id = question.referral_id)))))) check ()
  grant insert, select on referrals.question to trellis_app
  grant update (answer, answered_at, answered_by) on referrals.question to trellis_app
table referrals.referral with row-level security, forced
  referrals.referral.partnership_id uuid not null
  referrals.referral.id uuid not null
  referrals.referral.reference text not null
  referrals.referral.person_id uuid not null
  referrals.referral.team_id uuid not null
  referrals.referral.status text not null default 'received'::text
  referrals.referral.version integer not null default 1
  referrals.referral.received_at timestamp with time zone not null
  referrals.referral.came_by text not null
  referrals.referral.referrer_kind text not null
  referrals.referral.referrer_name text not null
  referrals.referral.referrer_role text
  referrals.referral.referrer_profession text
  referrals.referral.referrer_relationship text
  referrals.referral.referrer_agency text
  referrals.referral.referrer_organisation_id uuid
  referrals.referral.referrer_organisation_name text
  referrals.referral.referrer_account_id uuid
  referrals.referral.referrer_telephone text
  referrals.referral.referrer_email text
  referrals.referral.reasons text[] not null
  referrals.referral.reason_text text
  referrals.referral.no_known_risks boolean not null
  referrals.referral.consent_sharing text not null
  referrals.referral.consent_by text not null
  referrals.referral.consent_note text
  referrals.referral.tell_practice boolean not null
  referrals.referral.urgent boolean not null default false
  referrals.referral.owner_account_id uuid
  referrals.referral.owner_role text not null default 'team_manager'::text
  referrals.referral.next_date date not null
  referrals.referral.details jsonb not null default '{}'::jsonb
  referrals.referral constraint referral_by_account FOREIGN KEY (partnership_id, referrer_account_id) REFERENCES access.account(partnership_id, id)
  referrals.referral constraint referral_by_organisation FOREIGN KEY (partnership_id, referrer_organisation_id) REFERENCES access.organisation(partnership_id, id)
  referrals.referral constraint referral_came_by_known CHECK ((came_by = ANY (ARRAY['screen'::text, 'public'::text, 'api'::text, 'paper'::text, 'telephone'::text])))
  referrals.referral constraint referral_can_be_answered CHECK (((referrer_kind = 'self'::text) OR (referrer_telephone IS NOT NULL) OR (referrer_email IS NOT NULL)))
  referrals.referral constraint referral_carer_says_who CHECK (((referrer_kind <> 'carer'::text) OR (referrer_relationship IS NOT NULL)))
  referrals.referral constraint referral_consent_known CHECK ((consent_sharing = ANY (ARRAY['given'::text, 'best-interests'::text, 'not-asked'::text])))
  referrals.referral constraint referral_has_reason CHECK ((cardinality(reasons) > 0))
  referrals.referral constraint referral_of_person FOREIGN KEY (partnership_id, person_id) REFERENCES people.person(partnership_id, id)
  referrals.referral constraint referral_owned_by FOREIGN KEY (partnership_id, owner_account_id) REFERENCES access.account(partnership_id, id)
  referrals.referral constraint referral_pkey PRIMARY KEY (partnership_id, id)
  referrals.referral constraint referral_reference_once UNIQUE (partnership_id, reference)
  referrals.referral constraint referral_referrer_known CHECK ((referrer_kind = ANY (ARRAY['professional'::text, 'carer'::text, 'self'::text])))
  referrals.referral constraint referral_status_known CHECK ((status = ANY (ARRAY['received'::text, 'questioned'::text, 'accepted'::text, 'declined'::text, 'withdrawn'::text])))
  referrals.referral constraint referral_to_team FOREIGN KEY (partnership_id, team_id) REFERENCES teams.team(partnership_id, id)
  CREATE INDEX referral_inbox ON referrals.referral USING btree (partnership_id, team_id, status, received_at) INCLUDE (person_id, referrer_organisation_id)
  CREATE INDEX referral_of_person_index ON referrals.referral USING btree (partnership_id, person_id)
  CREATE UNIQUE INDEX referral_reference_once ON referrals.referral USING btree (partnership_id, reference)
  CREATE INDEX referral_sent ON referrals.referral USING btree (partnership_id, referrer_organisation_id, received_at DESC) INCLUDE (person_id, team_id)
  CREATE TRIGGER move_allowed BEFORE UPDATE OF status ON referrals.referral FOR EACH ROW WHEN (((old.status IS DISTINCT FROM new.status) AND ((((((((old.status <> 'received'::text) OR (new.status <> 'questioned'::text)) AND ((old.status <> 'received'::text) OR (new.status <> 'accepted'::text))) AND ((old.status <> 'received'::text) OR (new.status <> 'declined'::text))) AND ((old.status <> 'received'::text) OR (new.status <> 'withdrawn'::text))) AND ((old.status <> 'questioned'::text) OR (new.status <> 'received'::text))) AND ((old.status <> 'questioned'::text) OR (new.status <> 'declined'::text))) AND ((old.status <> 'questioned'::text) OR (new.status <> 'withdrawn'::text))))) EXECUTE FUNCTION access.refuse_move('referral')
  CREATE TRIGGER starts_received BEFORE INSERT ON referrals.referral FOR EACH ROW WHEN ((new.status <> 'received'::text)) EXECUTE FUNCTION referrals.refuse_start()
  policy changed on referrals.referral for update to trellis_app using (((partnership_id = ( SELECT access.partnership() AS partnership)) AND ((team_id = ( SELECT access.team() AS team)) OR (referrer_organisation_id = ( SELECT access.organisation() AS organisation)) OR ((( SELECT access.kind() AS kind) = 'person'::text) AND (person_id = ( SELECT access.actor() AS actor))) OR ((( SELECT access.kind() AS kind) = 'link'::text) AND (id = ( SELECT access.record() AS record))) OR (( SELECT access.kind() AS kind) = 'job'::text)))) check ((partnership_id = ( SELECT access.partnership() AS partnership)))
  policy made_here on referrals.referral for insert to trellis_app using () check ((partnership_id = ( SELECT access.partnership() AS partnership)))
  policy owner_all on referrals.referral for all to trellis_owner using (true) check (true)
  policy report_reads on referrals.referral for select to trellis_report using ((partnership_id = ( SELECT access.partnership() AS partnership))) check ()
  policy seen on referrals.referral for select to trellis_app using (((partnership_id = ( SELECT access.partnership() AS partnership)) AND ((team_id = ( SELECT access.team() AS team)) OR (referrer_organisation_id = ( SELECT access.organisation() AS organisation)) OR ((( SELECT access.kind() AS kind) = 'person'::text) AND (person_id = ( SELECT access.actor() AS actor))) OR ((( SELECT access.kind() AS kind) = 'link'::text) AND (id = ( SELECT access.record() AS record))) OR (( SELECT access.kind() AS kind) = 'job'::text) OR (EXISTS ( SELECT
   FROM people.involvement i
  WHERE ((i.person_id = referral.person_id) AND (i.organisation_id = ( SELECT access.organisation() AS organisation)) AND (i.reason = 'practice'::text) AND referral.tell_practice AND ((i.until IS NULL) OR (i.until > now())))))))) check ()
  grant insert, select, update on referrals.referral to trellis_app
  grant select on referrals.referral to trellis_report
table referrals.risk with row-level security, forced
  referrals.risk.partnership_id uuid not null
  referrals.risk.referral_id uuid not null
  referrals.risk.number integer not null
  referrals.risk.text text not null
  referrals.risk constraint risk_of_referral FOREIGN KEY (partnership_id, referral_id) REFERENCES referrals.referral(partnership_id, id)
  referrals.risk constraint risk_pkey PRIMARY KEY (partnership_id, referral_id, number)
  referrals.risk constraint risk_said CHECK ((btrim(text) <> ''::text))
  policy made_here on referrals.risk for insert to trellis_app using () check ((partnership_id = ( SELECT access.partnership() AS partnership)))
  policy owner_all on referrals.risk for all to trellis_owner using (true) check (true)
  policy seen on referrals.risk for select to trellis_app using (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (EXISTS ( SELECT
   FROM referrals.referral r
  WHERE ((r.partnership_id = risk.partnership_id) AND (r.id = risk.referral_id)))))) check ()
  grant insert, select on referrals.risk to trellis_app
table referrals.withdrawal with row-level security, forced
  referrals.withdrawal.partnership_id uuid not null
  referrals.withdrawal.referral_id uuid not null
  referrals.withdrawal.withdrawn_by uuid
  referrals.withdrawal.by_kind text not null
  referrals.withdrawal.withdrawn_at timestamp with time zone not null
  referrals.withdrawal.note text
  referrals.withdrawal constraint withdrawal_by_known CHECK ((by_kind = ANY (ARRAY['referrer'::text, 'person'::text, 'team'::text])))
  referrals.withdrawal constraint withdrawal_of_referral FOREIGN KEY (partnership_id, referral_id) REFERENCES referrals.referral(partnership_id, id)
  referrals.withdrawal constraint withdrawal_pkey PRIMARY KEY (partnership_id, referral_id)
  CREATE INDEX withdrawal_lately ON referrals.withdrawal USING btree (partnership_id, withdrawn_at)
  policy made_here on referrals.withdrawal for insert to trellis_app using () check ((partnership_id = ( SELECT access.partnership() AS partnership)))
  policy owner_all on referrals.withdrawal for all to trellis_owner using (true) check (true)
  policy seen on referrals.withdrawal for select to trellis_app using (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (EXISTS ( SELECT
   FROM referrals.referral r
  WHERE ((r.partnership_id = withdrawal.partnership_id) AND (r.id = withdrawal.referral_id)))))) check ()
  grant insert, select on referrals.withdrawal to trellis_app
table support.about_me with row-level security, forced
  support.about_me.partnership_id uuid not null
  support.about_me.episode_id uuid not null
  support.about_me.revision integer not null
  support.about_me.team_id uuid not null
  support.about_me.person_id uuid not null
  support.about_me.most_important text not null default ''::text
  support.about_me.important_people text not null default ''::text
  support.about_me.communication text not null default ''::text
  support.about_me.wellness text not null default ''::text
  support.about_me.please_do text not null default ''::text
  support.about_me.please_do_not text not null default ''::text
  support.about_me.how_to_support text not null default ''::text
  support.about_me.also_worth_knowing text not null default ''::text
  support.about_me.supported_to_write_by text not null default ''::text
  support.about_me constraint about_me_of_revision FOREIGN KEY (partnership_id, episode_id, revision, team_id, person_id) REFERENCES support.revision(partnership_id, episode_id, number, team_id, person_id)
  support.about_me constraint about_me_pkey PRIMARY KEY (partnership_id, episode_id, revision)
  policy made_here on support.about_me for insert to trellis_app using () check (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (((( SELECT access.kind() AS kind) = 'account'::text) AND (team_id = ( SELECT access.team() AS team))) OR (( SELECT access.kind() AS kind) = 'job'::text))))
  policy owner_all on support.about_me for all to trellis_owner using (true) check (true)
  policy seen on support.about_me for select to trellis_app using (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (((( SELECT access.kind() AS kind) = 'account'::text) AND (team_id = ( SELECT access.team() AS team))) OR ((( SELECT access.kind() AS kind) = 'person'::text) AND (person_id = ( SELECT access.actor() AS actor))) OR (( SELECT access.kind() AS kind) = 'job'::text)))) check ()
  grant insert, select on support.about_me to trellis_app
table support.action with row-level security, forced
  support.action.partnership_id uuid not null
  support.action.episode_id uuid not null
  support.action.id uuid not null
  support.action.revision integer not null
  support.action.team_id uuid not null
  support.action.person_id uuid not null
  support.action.place integer not null
  support.action.removed boolean not null default false
  support.action.goal_id uuid not null
  support.action.what text not null
  support.action.who text not null default ''::text
  support.action.by_when text not null default ''::text
  support.action.strategies text not null default ''::text
  support.action.status text not null default 'planned'::text
  support.action.confidence integer
  support.action.review_on date
  support.action constraint action_confidence_one_to_ten CHECK (((confidence >= 1) AND (confidence <= 10)))
  support.action constraint action_of_revision FOREIGN KEY (partnership_id, episode_id, revision, team_id, person_id) REFERENCES support.revision(partnership_id, episode_id, number, team_id, person_id)
  support.action constraint action_pkey PRIMARY KEY (partnership_id, episode_id, id, revision)
  support.action constraint action_said CHECK ((btrim(what) <> ''::text))
  support.action constraint action_status_known CHECK ((status = ANY (ARRAY['planned'::text, 'started'::text, 'done'::text, 'stopped'::text])))
  policy made_here on support.action for insert to trellis_app using () check (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (((( SELECT access.kind() AS kind) = 'account'::text) AND (team_id = ( SELECT access.team() AS team))) OR (( SELECT access.kind() AS kind) = 'job'::text))))
  policy owner_all on support.action for all to trellis_owner using (true) check (true)
  policy seen on support.action for select to trellis_app using (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (((( SELECT access.kind() AS kind) = 'account'::text) AND (team_id = ( SELECT access.team() AS team))) OR ((( SELECT access.kind() AS kind) = 'person'::text) AND (person_id = ( SELECT access.actor() AS actor))) OR (( SELECT access.kind() AS kind) = 'job'::text)))) check ()
  grant insert, select on support.action to trellis_app
table support.adjustment with row-level security, forced
  support.adjustment.partnership_id uuid not null
  support.adjustment.episode_id uuid not null
  support.adjustment.id uuid not null
  support.adjustment.revision integer not null
  support.adjustment.team_id uuid not null
  support.adjustment.person_id uuid not null
  support.adjustment.place integer not null
  support.adjustment.removed boolean not null default false
  support.adjustment.text text not null
  support.adjustment constraint adjustment_of_revision FOREIGN KEY (partnership_id, episode_id, revision, team_id, person_id) REFERENCES support.revision(partnership_id, episode_id, number, team_id, person_id)
  support.adjustment constraint adjustment_pkey PRIMARY KEY (partnership_id, episode_id, id, revision)
  support.adjustment constraint adjustment_said CHECK ((btrim(text) <> ''::text))
  policy made_here on support.adjustment for insert to trellis_app using () check (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (((( SELECT access.kind() AS kind) = 'account'::text) AND (team_id = ( SELECT access.team() AS team))) OR (( SELECT access.kind() AS kind) = 'job'::text))))
  policy owner_all on support.adjustment for all to trellis_owner using (true) check (true)
  policy seen on support.adjustment for select to trellis_app using (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (((( SELECT access.kind() AS kind) = 'account'::text) AND (team_id = ( SELECT access.team() AS team))) OR ((( SELECT access.kind() AS kind) = 'person'::text) AND (person_id = ( SELECT access.actor() AS actor))) OR (( SELECT access.kind() AS kind) = 'job'::text)))) check ()
  grant insert, select on support.adjustment to trellis_app
table support.allocation with row-level security, forced
  support.allocation.partnership_id uuid not null
  support.allocation.id uuid not null
  support.allocation.episode_id uuid not null
  support.allocation.account_id uuid not null
  support.allocation.allocated_by uuid not null
  support.allocation.allocated_at timestamp with time zone not null
  support.allocation constraint allocation_of_episode FOREIGN KEY (partnership_id, episode_id) REFERENCES support.episode(partnership_id, id)
  support.allocation constraint allocation_pkey PRIMARY KEY (partnership_id, id)
  support.allocation constraint allocation_to_account FOREIGN KEY (partnership_id, account_id) REFERENCES access.account(partnership_id, id)
  CREATE INDEX allocation_in_order ON support.allocation USING btree (partnership_id, episode_id, allocated_at)
  policy made_here on support.allocation for insert to trellis_app using () check ((partnership_id = ( SELECT access.partnership() AS partnership)))
  policy owner_all on support.allocation for all to trellis_owner using (true) check (true)
  policy seen on support.allocation for select to trellis_app using (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (EXISTS ( SELECT
   FROM support.episode e
  WHERE ((e.partnership_id = allocation.partnership_id) AND (e.id = allocation.episode_id)))))) check ()
  grant insert, select on support.allocation to trellis_app
table support.closing_letter with row-level security, forced
  support.closing_letter.partnership_id uuid not null
  support.closing_letter.id uuid not null
  support.closing_letter.episode_id uuid not null
  support.closing_letter.person_id uuid not null
  support.closing_letter.team_id uuid not null
  support.closing_letter.addressee text not null
  support.closing_letter.organisation_id uuid
  support.closing_letter.recipient_name text not null
  support.closing_letter.initials text not null
  support.closing_letter.reference text
  support.closing_letter.written_at timestamp with time zone not null
  support.closing_letter constraint closing_letter_addressed CHECK ((btrim(recipient_name) <> ''::text))
  support.closing_letter constraint closing_letter_addressee_known CHECK ((addressee = ANY (ARRAY['referrer'::text, 'practice'::text])))
  support.closing_letter constraint closing_letter_of_closure FOREIGN KEY (partnership_id, episode_id) REFERENCES support.closure(partnership_id, episode_id)
  support.closing_letter constraint closing_letter_once UNIQUE (partnership_id, episode_id, addressee)
  support.closing_letter constraint closing_letter_pkey PRIMARY KEY (partnership_id, id)
  support.closing_letter constraint closing_letter_to_organisation FOREIGN KEY (partnership_id, organisation_id) REFERENCES access.organisation(partnership_id, id)
  CREATE UNIQUE INDEX closing_letter_once ON support.closing_letter USING btree (partnership_id, episode_id, addressee)
  policy made_here on support.closing_letter for insert to trellis_app using () check (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (team_id = ( SELECT access.team() AS team))))
  policy owner_all on support.closing_letter for all to trellis_owner using (true) check (true)
  policy seen on support.closing_letter for select to trellis_app using (((partnership_id = ( SELECT access.partnership() AS partnership)) AND ((team_id = ( SELECT access.team() AS team)) OR ((( SELECT access.kind() AS kind) = 'account'::text) AND (organisation_id = ( SELECT access.organisation() AS organisation))) OR ((( SELECT access.kind() AS kind) = 'link'::text) AND (id = ( SELECT access.record() AS record))) OR ((( SELECT access.kind() AS kind) = 'person'::text) AND (person_id = ( SELECT access.actor() AS actor))) OR (( SELECT access.kind() AS kind) = 'job'::text)))) check ()
  grant insert, select on support.closing_letter to trellis_app
table support.closure with row-level security, forced
  support.closure.partnership_id uuid not null
  support.closure.episode_id uuid not null
  support.closure.person_id uuid not null
  support.closure.team_id uuid not null
  support.closure.reason text not null
  support.closure.requested_actions text[] not null default '{}'::text[]
  support.closure.no_actions_required boolean not null
  support.closure.outcome text not null
  support.closure.summary text not null
  support.closure.tell_practice boolean not null
  support.closure.died_on date
  support.closure.closed_by uuid not null
  support.closure.closed_at timestamp with time zone not null
  support.closure constraint closure_actions_said CHECK ((no_actions_required = (cardinality(requested_actions) = 0)))
  support.closure constraint closure_by_account FOREIGN KEY (partnership_id, closed_by) REFERENCES access.account(partnership_id, id)
  support.closure constraint closure_by_team FOREIGN KEY (partnership_id, team_id) REFERENCES teams.team(partnership_id, id)
  support.closure constraint closure_death_dated CHECK (((died_on IS NULL) OR (reason = 'died'::text)))
  support.closure constraint closure_of_episode FOREIGN KEY (partnership_id, episode_id) REFERENCES support.episode(partnership_id, id)
  support.closure constraint closure_of_person FOREIGN KEY (partnership_id, person_id) REFERENCES people.person(partnership_id, id)
  support.closure constraint closure_pkey PRIMARY KEY (partnership_id, episode_id)
  support.closure constraint closure_reason_known CHECK ((reason = ANY (ARRAY['finished'::text, 'moved'::text, 'not-reached'::text, 'declined'::text, 'other-service'::text, 'died'::text])))
  support.closure constraint closure_said CHECK (((btrim(outcome) <> ''::text) AND (btrim(summary) <> ''::text)))
  policy made_here on support.closure for insert to trellis_app using () check (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (team_id = ( SELECT access.team() AS team))))
  policy owner_all on support.closure for all to trellis_owner using (true) check (true)
  policy report_reads on support.closure for select to trellis_report using ((partnership_id = ( SELECT access.partnership() AS partnership))) check ()
  policy seen on support.closure for select to trellis_app using (((partnership_id = ( SELECT access.partnership() AS partnership)) AND ((team_id = ( SELECT access.team() AS team)) OR ((( SELECT access.kind() AS kind) = 'person'::text) AND (person_id = ( SELECT access.actor() AS actor))) OR (( SELECT access.kind() AS kind) = 'job'::text) OR (EXISTS ( SELECT
   FROM support.closing_letter l
  WHERE ((l.partnership_id = closure.partnership_id) AND (l.episode_id = closure.episode_id))))))) check ()
  grant insert, select on support.closure to trellis_app
  grant select (closed_at, closed_by, episode_id, no_actions_required, partnership_id, person_id, reason, team_id, tell_practice) on support.closure to trellis_report
table support.concern with row-level security, forced
  support.concern.partnership_id uuid not null
  support.concern.episode_id uuid not null
  support.concern.id uuid not null
  support.concern.revision integer not null
  support.concern.team_id uuid not null
  support.concern.person_id uuid not null
  support.concern.place integer not null
  support.concern.removed boolean not null default false
  support.concern.text text not null
  support.concern.need text
  support.concern.withheld boolean not null default false
  support.concern constraint concern_need_plain CHECK ((need ~ '^[a-z-]+$'::text))
  support.concern constraint concern_of_revision FOREIGN KEY (partnership_id, episode_id, revision, team_id, person_id) REFERENCES support.revision(partnership_id, episode_id, number, team_id, person_id)
  support.concern constraint concern_pkey PRIMARY KEY (partnership_id, episode_id, id, revision)
  support.concern constraint concern_said CHECK ((btrim(text) <> ''::text))
  policy made_here on support.concern for insert to trellis_app using () check (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (((( SELECT access.kind() AS kind) = 'account'::text) AND (team_id = ( SELECT access.team() AS team))) OR (( SELECT access.kind() AS kind) = 'job'::text))))
  policy owner_all on support.concern for all to trellis_owner using (true) check (true)
  policy seen on support.concern for select to trellis_app using (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (((( SELECT access.kind() AS kind) = 'account'::text) AND (team_id = ( SELECT access.team() AS team))) OR ((( SELECT access.kind() AS kind) = 'person'::text) AND (person_id = ( SELECT access.actor() AS actor)) AND (NOT support.is_withheld('concern'::text, partnership_id, episode_id, id))) OR (( SELECT access.kind() AS kind) = 'job'::text)))) check ()
  grant insert, select on support.concern to trellis_app
table support.contact with row-level security, forced
  support.contact.partnership_id uuid not null
  support.contact.id uuid not null
  support.contact.version integer not null default 1
  support.contact.episode_id uuid not null
  support.contact.person_id uuid not null
  support.contact.team_id uuid not null
  support.contact.happened_at timestamp with time zone not null
  support.contact.kind text not null
  support.contact.outcome text not null
  support.contact.place text
  support.contact.others text
  support.contact.note text
  support.contact.withheld boolean not null default false
  support.contact.recorded_by uuid not null
  support.contact.recorded_at timestamp with time zone not null
  support.contact constraint contact_by_account FOREIGN KEY (partnership_id, recorded_by) REFERENCES access.account(partnership_id, id)
  support.contact constraint contact_by_team FOREIGN KEY (partnership_id, team_id) REFERENCES teams.team(partnership_id, id)
  support.contact constraint contact_has_happened CHECK ((happened_at <= recorded_at))
  support.contact constraint contact_kind_known CHECK ((kind = ANY (ARRAY['call'::text, 'visit'::text, 'video'::text, 'text'::text, 'email'::text, 'letter'::text, 'group'::text])))
  support.contact constraint contact_of_episode FOREIGN KEY (partnership_id, episode_id) REFERENCES support.episode(partnership_id, id)
  support.contact constraint contact_outcome_known CHECK ((outcome = ANY (ARRAY['reached'::text, 'no-answer'::text, 'left-message'::text, 'did-not-come'::text, 'declined'::text])))
  support.contact constraint contact_pkey PRIMARY KEY (partnership_id, id, version)
  support.contact constraint contact_version_counts CHECK ((version > 0))
  support.contact constraint contact_with_person FOREIGN KEY (partnership_id, person_id) REFERENCES people.person(partnership_id, id)
  CREATE INDEX contact_in_order ON support.contact USING btree (partnership_id, episode_id, happened_at)
  policy made_here on support.contact for insert to trellis_app using () check (((partnership_id = ( SELECT access.partnership() AS partnership)) AND ((team_id = ( SELECT access.team() AS team)) OR (( SELECT access.kind() AS kind) = 'job'::text))))
  policy owner_all on support.contact for all to trellis_owner using (true) check (true)
  policy report_reads on support.contact for select to trellis_report using ((partnership_id = ( SELECT access.partnership() AS partnership))) check ()
  policy seen on support.contact for select to trellis_app using (((partnership_id = ( SELECT access.partnership() AS partnership)) AND ((team_id = ( SELECT access.team() AS team)) OR ((( SELECT access.kind() AS kind) = 'person'::text) AND (person_id = ( SELECT access.actor() AS actor)) AND (NOT withheld)) OR (( SELECT access.kind() AS kind) = 'job'::text)))) check ()
  grant insert, select on support.contact to trellis_app
  grant select (episode_id, happened_at, id, kind, outcome, partnership_id, person_id, recorded_at, recorded_by, team_id, version) on support.contact to trellis_report
table support.episode with row-level security, forced
  support.episode.partnership_id uuid not null
  support.episode.id uuid not null
  support.episode.person_id uuid not null
  support.episode.team_id uuid not null
  support.episode.referral_id uuid
  support.episode.previous_episode_id uuid
  support.episode.status text not null default 'waiting'::text
  support.episode.version integer not null default 1
  support.episode.opened_at timestamp with time zone not null
  support.episode.worker_account_id uuid
  support.episode.next_date date
  support.episode.closed_at timestamp with time zone
  support.episode.heard_at timestamp with time zone
  support.episode.tries integer not null default 0
  support.episode constraint episode_after_another FOREIGN KEY (partnership_id, previous_episode_id) REFERENCES support.episode(partnership_id, id)
  support.episode constraint episode_closed_whole CHECK (((status = 'closed'::text) = (closed_at IS NOT NULL)))
  support.episode constraint episode_from_referral FOREIGN KEY (partnership_id, referral_id) REFERENCES referrals.referral(partnership_id, id)
  support.episode constraint episode_has_a_beginning CHECK (((referral_id IS NOT NULL) OR (previous_episode_id IS NOT NULL)))
  support.episode constraint episode_has_next_date CHECK (((status = 'closed'::text) OR (next_date IS NOT NULL)))
  support.episode constraint episode_of_person FOREIGN KEY (partnership_id, person_id) REFERENCES people.person(partnership_id, id)
  support.episode constraint episode_of_referral_once UNIQUE (partnership_id, referral_id)
  support.episode constraint episode_of_team FOREIGN KEY (partnership_id, team_id) REFERENCES teams.team(partnership_id, id)
  support.episode constraint episode_of_team_and_person UNIQUE (partnership_id, id, team_id, person_id)
  support.episode constraint episode_pkey PRIMARY KEY (partnership_id, id)
  support.episode constraint episode_status_known CHECK ((status = ANY (ARRAY['waiting'::text, 'active'::text, 'paused'::text, 'closed'::text])))
  support.episode constraint episode_tries_counted CHECK ((tries >= 0))
  support.episode constraint episode_worker FOREIGN KEY (partnership_id, worker_account_id) REFERENCES access.account(partnership_id, id)
  CREATE INDEX episode_of_person_index ON support.episode USING btree (partnership_id, person_id)
  CREATE UNIQUE INDEX episode_of_referral_once ON support.episode USING btree (partnership_id, referral_id)
  CREATE UNIQUE INDEX episode_of_team_and_person ON support.episode USING btree (partnership_id, id, team_id, person_id)
  CREATE INDEX episode_of_team_index ON support.episode USING btree (partnership_id, team_id, status, next_date) INCLUDE (person_id, worker_account_id)
  CREATE INDEX episode_of_worker ON support.episode USING btree (partnership_id, worker_account_id, status, heard_at) INCLUDE (team_id)
  CREATE INDEX episode_open_of_team ON support.episode USING btree (partnership_id, team_id, next_date, id) INCLUDE (person_id, worker_account_id, status) WHERE (status <> 'closed'::text)
  CREATE INDEX episode_open_of_worker ON support.episode USING btree (partnership_id, team_id, worker_account_id, next_date, id) INCLUDE (person_id, status) WHERE (status <> 'closed'::text)
  CREATE UNIQUE INDEX episode_returned_once ON support.episode USING btree (partnership_id, previous_episode_id)
  CREATE TRIGGER move_allowed BEFORE UPDATE OF status ON support.episode FOR EACH ROW WHEN (((old.status IS DISTINCT FROM new.status) AND (((((((old.status <> 'waiting'::text) OR (new.status <> 'active'::text)) AND ((old.status <> 'waiting'::text) OR (new.status <> 'closed'::text))) AND ((old.status <> 'active'::text) OR (new.status <> 'paused'::text))) AND ((old.status <> 'active'::text) OR (new.status <> 'closed'::text))) AND ((old.status <> 'paused'::text) OR (new.status <> 'active'::text))) AND ((old.status <> 'paused'::text) OR (new.status <> 'closed'::text))))) EXECUTE FUNCTION access.refuse_move('episode')
  CREATE TRIGGER starts_waiting BEFORE INSERT ON support.episode FOR EACH ROW WHEN ((new.status <> 'waiting'::text)) EXECUTE FUNCTION support.refuse_start()
  policy changed on support.episode for update to trellis_app using (((partnership_id = ( SELECT access.partnership() AS partnership)) AND ((team_id = ( SELECT access.team() AS team)) OR (( SELECT access.kind() AS kind) = 'job'::text)))) check ((partnership_id = ( SELECT access.partnership() AS partnership)))
  policy made_here on support.episode for insert to trellis_app using () check ((partnership_id = ( SELECT access.partnership() AS partnership)))
  policy owner_all on support.episode for all to trellis_owner using (true) check (true)
  policy report_reads on support.episode for select to trellis_report using ((partnership_id = ( SELECT access.partnership() AS partnership))) check ()
  policy seen on support.episode for select to trellis_app using (((partnership_id = ( SELECT access.partnership() AS partnership)) AND ((team_id = ( SELECT access.team() AS team)) OR ((( SELECT access.kind() AS kind) = 'person'::text) AND (person_id = ( SELECT access.actor() AS actor))) OR (( SELECT access.kind() AS kind) = 'job'::text)))) check ()
  grant insert, select, update on support.episode to trellis_app
  grant select on support.episode to trellis_report
table support.goal with row-level security, forced
  support.goal.partnership_id uuid not null
  support.goal.episode_id uuid not null
  support.goal.id uuid not null
  support.goal.revision integer not null
  support.goal.team_id uuid not null
  support.goal.person_id uuid not null
  support.goal.place integer not null
  support.goal.removed boolean not null default false
  support.goal.concern_id uuid
  support.goal.text text not null
  support.goal.importance integer
  support.goal.confidence integer
  support.goal.status text not null default 'open'::text
  support.goal.target text not null default ''::text
  support.goal constraint goal_confidence_one_to_ten CHECK (((confidence >= 1) AND (confidence <= 10)))
  support.goal constraint goal_importance_one_to_ten CHECK (((importance >= 1) AND (importance <= 10)))
  support.goal constraint goal_of_revision FOREIGN KEY (partnership_id, episode_id, revision, team_id, person_id) REFERENCES support.revision(partnership_id, episode_id, number, team_id, person_id)
  support.goal constraint goal_pkey PRIMARY KEY (partnership_id, episode_id, id, revision)
  support.goal constraint goal_said CHECK ((btrim(text) <> ''::text))
  support.goal constraint goal_status_known CHECK ((status = ANY (ARRAY['open'::text, 'reached'::text, 'partly'::text, 'stopped'::text])))
  policy made_here on support.goal for insert to trellis_app using () check (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (((( SELECT access.kind() AS kind) = 'account'::text) AND (team_id = ( SELECT access.team() AS team))) OR (( SELECT access.kind() AS kind) = 'job'::text))))
  policy owner_all on support.goal for all to trellis_owner using (true) check (true)
  policy seen on support.goal for select to trellis_app using (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (((( SELECT access.kind() AS kind) = 'account'::text) AND (team_id = ( SELECT access.team() AS team))) OR ((( SELECT access.kind() AS kind) = 'person'::text) AND (person_id = ( SELECT access.actor() AS actor))) OR (( SELECT access.kind() AS kind) = 'job'::text)))) check ()
  grant insert, select on support.goal to trellis_app
table support.measure_licence with row-level security, forced
  support.measure_licence.partnership_id uuid not null
  support.measure_licence.id uuid not null
  support.measure_licence.measure_code text not null
  support.measure_licence.measure_version text not null
  support.measure_licence.holder text not null
  support.measure_licence.reference text not null
  support.measure_licence.starts_on date not null
  support.measure_licence.ends_on date not null
  support.measure_licence.wording jsonb not null
  support.measure_licence.wording_hash bytea not null
  support.measure_licence.recorded_by uuid
  support.measure_licence.recorded_at timestamp with time zone not null
  support.measure_licence constraint measure_licence_by FOREIGN KEY (partnership_id, recorded_by) REFERENCES access.account(partnership_id, id)
  support.measure_licence constraint measure_licence_code_plain CHECK ((measure_code ~ '^[a-z0-9-]+$'::text))
  support.measure_licence constraint measure_licence_ends CHECK ((ends_on >= starts_on))
  support.measure_licence constraint measure_licence_of_partnership FOREIGN KEY (partnership_id) REFERENCES access.partnership(id)
  support.measure_licence constraint measure_licence_pkey PRIMARY KEY (partnership_id, id)
  support.measure_licence constraint measure_licence_says_who CHECK (((holder <> ''::text) AND (reference <> ''::text)))
  support.measure_licence constraint measure_licence_wording_small CHECK ((length((wording)::text) <= 20000))
  CREATE INDEX measure_licence_in_force ON support.measure_licence USING btree (partnership_id, measure_code, ends_on)
  policy owner_all on support.measure_licence for all to trellis_owner using (true) check (true)
  policy recorded on support.measure_licence for insert to trellis_app using () check (((partnership_id = ( SELECT access.partnership() AS partnership)) AND ((( SELECT access.kind() AS kind) = 'job'::text) OR ((( SELECT access.kind() AS kind) = 'account'::text) AND ( SELECT access.has_role('administrator'::text) AS has_role)))))
  policy seen on support.measure_licence for select to trellis_app using (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (( SELECT access.kind() AS kind) = ANY (ARRAY['account'::text, 'link'::text, 'person'::text, 'job'::text])))) check ()
  grant insert, select on support.measure_licence to trellis_app
table support.no_known_risks with row-level security, forced
  support.no_known_risks.partnership_id uuid not null
  support.no_known_risks.episode_id uuid not null
  support.no_known_risks.revision integer not null
  support.no_known_risks.team_id uuid not null
  support.no_known_risks.person_id uuid not null
  support.no_known_risks.said boolean not null
  support.no_known_risks constraint no_known_risks_of_revision FOREIGN KEY (partnership_id, episode_id, revision, team_id, person_id) REFERENCES support.revision(partnership_id, episode_id, number, team_id, person_id)
  support.no_known_risks constraint no_known_risks_pkey PRIMARY KEY (partnership_id, episode_id, revision)
  policy made_here on support.no_known_risks for insert to trellis_app using () check (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (((( SELECT access.kind() AS kind) = 'account'::text) AND (team_id = ( SELECT access.team() AS team))) OR (( SELECT access.kind() AS kind) = 'job'::text))))
  policy owner_all on support.no_known_risks for all to trellis_owner using (true) check (true)
  policy seen on support.no_known_risks for select to trellis_app using (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (((( SELECT access.kind() AS kind) = 'account'::text) AND (team_id = ( SELECT access.team() AS team))) OR ((( SELECT access.kind() AS kind) = 'person'::text) AND (person_id = ( SELECT access.actor() AS actor))) OR (( SELECT access.kind() AS kind) = 'job'::text)))) check ()
  grant insert, select on support.no_known_risks to trellis_app
table support.pause with row-level security, forced
  support.pause.partnership_id uuid not null
  support.pause.id uuid not null
  support.pause.episode_id uuid not null
  support.pause.reason text not null
  support.pause.note text
  support.pause.until date not null
  support.pause.paused_by uuid not null
  support.pause.paused_at timestamp with time zone not null
  support.pause.resumed_by uuid
  support.pause.resumed_at timestamp with time zone
  support.pause constraint pause_by_account FOREIGN KEY (partnership_id, paused_by) REFERENCES access.account(partnership_id, id)
  support.pause constraint pause_ends_later CHECK ((until > ((paused_at AT TIME ZONE 'Europe/London'::text))::date))
  support.pause constraint pause_of_episode FOREIGN KEY (partnership_id, episode_id) REFERENCES support.episode(partnership_id, id)
  support.pause constraint pause_pkey PRIMARY KEY (partnership_id, id)
  support.pause constraint pause_reason_known CHECK ((reason = ANY (ARRAY['asked'::text, 'hospital'::text, 'away'::text, 'family'::text, 'other'::text])))
  support.pause constraint pause_resumed_whole CHECK ((((resumed_at IS NULL) = (resumed_by IS NULL)) AND (resumed_at >= paused_at)))
  CREATE UNIQUE INDEX pause_one_at_a_time ON support.pause USING btree (partnership_id, episode_id) WHERE (resumed_at IS NULL)
  policy made_here on support.pause for insert to trellis_app using () check ((partnership_id = ( SELECT access.partnership() AS partnership)))
  policy owner_all on support.pause for all to trellis_owner using (true) check (true)
  policy report_reads on support.pause for select to trellis_report using ((partnership_id = ( SELECT access.partnership() AS partnership))) check ()
  policy resumed on support.pause for update to trellis_app using (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (EXISTS ( SELECT
   FROM support.episode e
  WHERE ((e.partnership_id = pause.partnership_id) AND (e.id = pause.episode_id)))))) check ((partnership_id = ( SELECT access.partnership() AS partnership)))
  policy seen on support.pause for select to trellis_app using (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (EXISTS ( SELECT
   FROM support.episode e
  WHERE ((e.partnership_id = pause.partnership_id) AND (e.id = pause.episode_id)))))) check ()
  grant insert, select on support.pause to trellis_app
  grant update (resumed_at, resumed_by) on support.pause to trellis_app
  grant select (episode_id, id, partnership_id, paused_at, paused_by, reason, resumed_at, resumed_by, until) on support.pause to trellis_report
table support.plan with row-level security, forced
  support.plan.partnership_id uuid not null
  support.plan.episode_id uuid not null
  support.plan.version integer not null
  support.plan.team_id uuid not null
  support.plan.person_id uuid not null
  support.plan.revision integer not null
  support.plan.agreed_with text not null
  support.plan.representative text
  support.plan.why_not text
  support.plan.agreed_on date not null
  support.plan.review_on date not null
  support.plan.responsible_account_id uuid not null
  support.plan.recorded_by uuid not null
  support.plan.recorded_at timestamp with time zone not null
  support.plan constraint plan_agreed_with_known CHECK ((agreed_with = ANY (ARRAY['person'::text, 'representative'::text, 'nobody'::text])))
  support.plan constraint plan_not_agreed_explained CHECK (((agreed_with = 'nobody'::text) = (why_not IS NOT NULL)))
  support.plan constraint plan_of_revision FOREIGN KEY (partnership_id, episode_id, revision, team_id, person_id) REFERENCES support.revision(partnership_id, episode_id, number, team_id, person_id)
  support.plan constraint plan_pkey PRIMARY KEY (partnership_id, episode_id, version)
  support.plan constraint plan_recorded_by FOREIGN KEY (partnership_id, recorded_by) REFERENCES access.account(partnership_id, id)
  support.plan constraint plan_representative_named CHECK (((agreed_with = 'representative'::text) = (representative IS NOT NULL)))
  support.plan constraint plan_responsible FOREIGN KEY (partnership_id, responsible_account_id) REFERENCES access.account(partnership_id, id)
  support.plan constraint plan_reviewed_later CHECK ((review_on >= agreed_on))
  support.plan constraint plan_version_counts CHECK ((version > 0))
  policy made_here on support.plan for insert to trellis_app using () check (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (((( SELECT access.kind() AS kind) = 'account'::text) AND (team_id = ( SELECT access.team() AS team))) OR (( SELECT access.kind() AS kind) = 'job'::text))))
  policy owner_all on support.plan for all to trellis_owner using (true) check (true)
  policy seen on support.plan for select to trellis_app using (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (((( SELECT access.kind() AS kind) = 'account'::text) AND (team_id = ( SELECT access.team() AS team))) OR ((( SELECT access.kind() AS kind) = 'person'::text) AND (person_id = ( SELECT access.actor() AS actor))) OR (( SELECT access.kind() AS kind) = 'job'::text)))) check ()
  grant insert, select on support.plan to trellis_app
table support.plan_sharing with row-level security, forced
  support.plan_sharing.partnership_id uuid not null
  support.plan_sharing.id uuid not null
  support.plan_sharing.episode_id uuid not null
  support.plan_sharing.version integer not null
  support.plan_sharing.team_id uuid not null
  support.plan_sharing.person_id uuid not null
  support.plan_sharing.shared_with text not null
  support.plan_sharing.how text not null
  support.plan_sharing.shared_by uuid not null
  support.plan_sharing.shared_at timestamp with time zone not null
  support.plan_sharing constraint plan_sharing_by FOREIGN KEY (partnership_id, shared_by) REFERENCES access.account(partnership_id, id)
  support.plan_sharing constraint plan_sharing_how_known CHECK ((how = ANY (ARRAY['paper'::text, 'post'::text, 'email'::text, 'aloud'::text])))
  support.plan_sharing constraint plan_sharing_of_plan FOREIGN KEY (partnership_id, episode_id, version) REFERENCES support.plan(partnership_id, episode_id, version)
  support.plan_sharing constraint plan_sharing_pkey PRIMARY KEY (partnership_id, id)
  support.plan_sharing constraint plan_sharing_with_known CHECK ((shared_with = ANY (ARRAY['person'::text, 'representative'::text])))
  CREATE INDEX plan_sharing_in_order ON support.plan_sharing USING btree (partnership_id, episode_id, shared_at)
  policy made_here on support.plan_sharing for insert to trellis_app using () check (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (((( SELECT access.kind() AS kind) = 'account'::text) AND (team_id = ( SELECT access.team() AS team))) OR (( SELECT access.kind() AS kind) = 'job'::text))))
  policy owner_all on support.plan_sharing for all to trellis_owner using (true) check (true)
  policy seen on support.plan_sharing for select to trellis_app using (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (((( SELECT access.kind() AS kind) = 'account'::text) AND (team_id = ( SELECT access.team() AS team))) OR ((( SELECT access.kind() AS kind) = 'person'::text) AND (person_id = ( SELECT access.actor() AS actor))) OR (( SELECT access.kind() AS kind) = 'job'::text)))) check ()
  grant insert, select on support.plan_sharing to trellis_app
table support.response with row-level security, forced
  support.response.partnership_id uuid not null
  support.response.id uuid not null
  support.response.version integer not null default 1
  support.response.episode_id uuid not null
  support.response.person_id uuid not null
  support.response.measure_code text not null
  support.response.measure_version text not null
  support.response.point text not null
  support.response.answered_on date not null
  support.response.answers jsonb not null
  support.response.answered_by text not null
  support.response.mode text not null
  support.response.request_id uuid
  support.response.recorded_by uuid
  support.response.recorded_at timestamp with time zone not null
  support.response constraint response_answered_by_known CHECK ((answered_by = ANY (ARRAY['person'::text, 'worker'::text])))
  support.response constraint response_answers_small CHECK (((jsonb_typeof(answers) = 'object'::text) AND (length((answers)::text) <= 4000)))
  support.response constraint response_by FOREIGN KEY (partnership_id, recorded_by) REFERENCES access.account(partnership_id, id)
  support.response constraint response_by_link_whole CHECK (((mode = 'link'::text) = (request_id IS NOT NULL)))
  support.response constraint response_code_plain CHECK ((measure_code ~ '^[a-z0-9-]+$'::text))
  support.response constraint response_mode_known CHECK ((mode = ANY (ARRAY['face'::text, 'telephone'::text, 'link'::text, 'paper'::text])))
  support.response constraint response_of_episode FOREIGN KEY (partnership_id, episode_id) REFERENCES support.episode(partnership_id, id)
  support.response constraint response_of_person FOREIGN KEY (partnership_id, person_id) REFERENCES people.person(partnership_id, id)
  support.response constraint response_pkey PRIMARY KEY (partnership_id, id, version)
  support.response constraint response_point_known CHECK ((point = ANY (ARRAY['start'::text, 'review'::text, 'end'::text])))
  support.response constraint response_recorded_by_somebody CHECK (((mode = 'link'::text) OR (recorded_by IS NOT NULL)))
  support.response constraint response_to_request FOREIGN KEY (partnership_id, request_id) REFERENCES support.response_request(partnership_id, id)
  support.response constraint response_version_counts CHECK ((version >= 1))
  CREATE INDEX response_by_episode ON support.response USING btree (partnership_id, episode_id)
  CREATE INDEX response_by_person ON support.response USING btree (partnership_id, person_id)
  CREATE UNIQUE INDEX response_review_once_a_day ON support.response USING btree (partnership_id, episode_id, measure_code, answered_on) WHERE ((version = 1) AND (point = 'review'::text))
  CREATE UNIQUE INDEX response_start_end_once ON support.response USING btree (partnership_id, episode_id, measure_code, point) WHERE ((version = 1) AND (point = ANY (ARRAY['start'::text, 'end'::text])))
  CREATE UNIQUE INDEX response_to_request_once ON support.response USING btree (partnership_id, request_id) WHERE ((version = 1) AND (request_id IS NOT NULL))
  policy owner_all on support.response for all to trellis_owner using (true) check (true)
  policy recorded on support.response for insert to trellis_app using () check (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (((( SELECT access.kind() AS kind) = 'account'::text) AND (EXISTS ( SELECT
   FROM support.episode e
  WHERE ((e.partnership_id = response.partnership_id) AND (e.id = response.episode_id) AND (e.person_id = response.person_id) AND (e.team_id = ( SELECT access.team() AS team)))))) OR ((( SELECT access.kind() AS kind) = 'link'::text) AND (request_id = ( SELECT access.record() AS record)) AND (version = 1) AND (EXISTS ( SELECT
   FROM support.response_request q
  WHERE ((q.partnership_id = response.partnership_id) AND (q.id = response.request_id) AND (q.episode_id = response.episode_id) AND (q.person_id = response.person_id) AND (q.measure_code = response.measure_code) AND (q.point = response.point) AND (q.answered_at IS NULL) AND (q.withdrawn_at IS NULL))))) OR (( SELECT access.kind() AS kind) = 'job'::text))))
  policy seen on support.response for select to trellis_app using (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (EXISTS ( SELECT
   FROM support.episode e
  WHERE ((e.partnership_id = response.partnership_id) AND (e.id = response.episode_id)))))) check ()
  grant insert, select on support.response to trellis_app
table support.response_request with row-level security, forced
  support.response_request.partnership_id uuid not null
  support.response_request.id uuid not null
  support.response_request.episode_id uuid not null
  support.response_request.person_id uuid not null
  support.response_request.team_id uuid not null
  support.response_request.measure_code text not null
  support.response_request.measure_version text not null
  support.response_request.point text not null
  support.response_request.asked_by uuid not null
  support.response_request.asked_at timestamp with time zone not null
  support.response_request.until timestamp with time zone not null
  support.response_request.answered_at timestamp with time zone
  support.response_request.withdrawn_at timestamp with time zone
  support.response_request constraint response_request_by FOREIGN KEY (partnership_id, asked_by) REFERENCES access.account(partnership_id, id)
  support.response_request constraint response_request_code_plain CHECK ((measure_code ~ '^[a-z0-9-]+$'::text))
  support.response_request constraint response_request_ended_once CHECK (((answered_at IS NULL) OR (withdrawn_at IS NULL)))
  support.response_request constraint response_request_ends CHECK ((until > asked_at))
  support.response_request constraint response_request_of_episode FOREIGN KEY (partnership_id, episode_id) REFERENCES support.episode(partnership_id, id)
  support.response_request constraint response_request_of_team FOREIGN KEY (partnership_id, team_id) REFERENCES teams.team(partnership_id, id)
  support.response_request constraint response_request_pkey PRIMARY KEY (partnership_id, id)
  support.response_request constraint response_request_point_known CHECK ((point = ANY (ARRAY['start'::text, 'review'::text, 'end'::text])))
  support.response_request constraint response_request_to_person FOREIGN KEY (partnership_id, person_id) REFERENCES people.person(partnership_id, id)
  CREATE UNIQUE INDEX response_request_open_once ON support.response_request USING btree (partnership_id, episode_id, measure_code, point) WHERE ((answered_at IS NULL) AND (withdrawn_at IS NULL))
  policy asked on support.response_request for insert to trellis_app using () check (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (( SELECT access.kind() AS kind) = 'account'::text) AND (team_id = ( SELECT access.team() AS team)) AND (EXISTS ( SELECT
   FROM support.episode e
  WHERE ((e.partnership_id = response_request.partnership_id) AND (e.id = response_request.episode_id) AND (e.person_id = response_request.person_id) AND (e.team_id = response_request.team_id))))))
  policy ended on support.response_request for update to trellis_app using (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (((( SELECT access.kind() AS kind) = 'account'::text) AND (team_id = ( SELECT access.team() AS team))) OR ((( SELECT access.kind() AS kind) = 'link'::text) AND (id = ( SELECT access.record() AS record))) OR (( SELECT access.kind() AS kind) = 'job'::text)))) check ((partnership_id = ( SELECT access.partnership() AS partnership)))
  policy owner_all on support.response_request for all to trellis_owner using (true) check (true)
  policy seen on support.response_request for select to trellis_app using (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (((( SELECT access.kind() AS kind) = 'account'::text) AND (team_id = ( SELECT access.team() AS team))) OR ((( SELECT access.kind() AS kind) = 'link'::text) AND (id = ( SELECT access.record() AS record))) OR ((( SELECT access.kind() AS kind) = 'person'::text) AND (person_id = ( SELECT access.actor() AS actor))) OR (( SELECT access.kind() AS kind) = 'job'::text)))) check ()
  grant insert, select on support.response_request to trellis_app
  grant update (answered_at, withdrawn_at) on support.response_request to trellis_app
table support.revision with row-level security, forced
  support.revision.partnership_id uuid not null
  support.revision.episode_id uuid not null
  support.revision.number integer not null
  support.revision.team_id uuid not null
  support.revision.person_id uuid not null
  support.revision.written_by uuid not null
  support.revision.written_at timestamp with time zone not null
  support.revision constraint revision_by FOREIGN KEY (partnership_id, written_by) REFERENCES access.account(partnership_id, id)
  support.revision constraint revision_counts CHECK ((number > 0))
  support.revision constraint revision_of_episode FOREIGN KEY (partnership_id, episode_id, team_id, person_id) REFERENCES support.episode(partnership_id, id, team_id, person_id)
  support.revision constraint revision_of_team_and_person UNIQUE (partnership_id, episode_id, number, team_id, person_id)
  support.revision constraint revision_pkey PRIMARY KEY (partnership_id, episode_id, number)
  CREATE UNIQUE INDEX revision_of_team_and_person ON support.revision USING btree (partnership_id, episode_id, number, team_id, person_id)
  policy made_here on support.revision for insert to trellis_app using () check (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (((( SELECT access.kind() AS kind) = 'account'::text) AND (team_id = ( SELECT access.team() AS team))) OR (( SELECT access.kind() AS kind) = 'job'::text))))
  policy owner_all on support.revision for all to trellis_owner using (true) check (true)
  policy seen on support.revision for select to trellis_app using (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (((( SELECT access.kind() AS kind) = 'account'::text) AND (team_id = ( SELECT access.team() AS team))) OR ((( SELECT access.kind() AS kind) = 'person'::text) AND (person_id = ( SELECT access.actor() AS actor))) OR (( SELECT access.kind() AS kind) = 'job'::text)))) check ()
  grant insert, select on support.revision to trellis_app
table support.risk with row-level security, forced
  support.risk.partnership_id uuid not null
  support.risk.episode_id uuid not null
  support.risk.id uuid not null
  support.risk.revision integer not null
  support.risk.team_id uuid not null
  support.risk.person_id uuid not null
  support.risk.place integer not null
  support.risk.removed boolean not null default false
  support.risk.text text not null
  support.risk.since date
  support.risk.until date
  support.risk.comment text not null default ''::text
  support.risk.withheld boolean not null default false
  support.risk constraint risk_ends_later CHECK ((until >= since))
  support.risk constraint risk_of_revision FOREIGN KEY (partnership_id, episode_id, revision, team_id, person_id) REFERENCES support.revision(partnership_id, episode_id, number, team_id, person_id)
  support.risk constraint risk_pkey PRIMARY KEY (partnership_id, episode_id, id, revision)
  support.risk constraint risk_said CHECK ((btrim(text) <> ''::text))
  policy made_here on support.risk for insert to trellis_app using () check (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (((( SELECT access.kind() AS kind) = 'account'::text) AND (team_id = ( SELECT access.team() AS team))) OR (( SELECT access.kind() AS kind) = 'job'::text))))
  policy owner_all on support.risk for all to trellis_owner using (true) check (true)
  policy seen on support.risk for select to trellis_app using (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (((( SELECT access.kind() AS kind) = 'account'::text) AND (team_id = ( SELECT access.team() AS team))) OR ((( SELECT access.kind() AS kind) = 'person'::text) AND (person_id = ( SELECT access.actor() AS actor)) AND (NOT support.is_withheld('risk'::text, partnership_id, episode_id, id))) OR (( SELECT access.kind() AS kind) = 'job'::text)))) check ()
  grant insert, select on support.risk to trellis_app
table support.safeguarding_note with row-level security, forced
  support.safeguarding_note.partnership_id uuid not null
  support.safeguarding_note.id uuid not null
  support.safeguarding_note.episode_id uuid not null
  support.safeguarding_note.team_id uuid not null
  support.safeguarding_note.person_id uuid not null
  support.safeguarding_note.concern text not null
  support.safeguarding_note.noticed_on date not null
  support.safeguarding_note.comment text not null default ''::text
  support.safeguarding_note.withheld boolean not null default true
  support.safeguarding_note.written_by uuid not null
  support.safeguarding_note.written_at timestamp with time zone not null
  support.safeguarding_note constraint safeguarding_note_by FOREIGN KEY (partnership_id, written_by) REFERENCES access.account(partnership_id, id)
  support.safeguarding_note constraint safeguarding_note_of_episode FOREIGN KEY (partnership_id, episode_id, team_id, person_id) REFERENCES support.episode(partnership_id, id, team_id, person_id)
  support.safeguarding_note constraint safeguarding_note_pkey PRIMARY KEY (partnership_id, id)
  support.safeguarding_note constraint safeguarding_note_said CHECK ((btrim(concern) <> ''::text))
  CREATE INDEX safeguarding_note_of_episode_index ON support.safeguarding_note USING btree (partnership_id, episode_id, written_at)
  policy known on support.safeguarding_note for select to trellis_app using (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (( SELECT access.kind() AS kind) = 'account'::text) AND (team_id = ( SELECT access.team() AS team)))) check ()
  policy owner_all on support.safeguarding_note for all to trellis_owner using (true) check (true)
  policy written on support.safeguarding_note for insert to trellis_app using () check (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (((( SELECT access.kind() AS kind) = 'account'::text) AND (team_id = ( SELECT access.team() AS team)) AND (written_by = ( SELECT access.actor() AS actor))) OR (( SELECT access.kind() AS kind) = 'job'::text))))
  grant insert on support.safeguarding_note to trellis_app
  grant select (episode_id, id, partnership_id, team_id, written_at, written_by) on support.safeguarding_note to trellis_app
table support.start with row-level security, forced
  support.start.partnership_id uuid not null
  support.start.episode_id uuid not null
  support.start.contact_id uuid not null
  support.start.started_by uuid not null
  support.start.started_at timestamp with time zone not null
  support.start constraint start_by_account FOREIGN KEY (partnership_id, started_by) REFERENCES access.account(partnership_id, id)
  support.start constraint start_of_episode FOREIGN KEY (partnership_id, episode_id) REFERENCES support.episode(partnership_id, id)
  support.start constraint start_pkey PRIMARY KEY (partnership_id, episode_id)
  CREATE INDEX start_lately ON support.start USING btree (partnership_id, started_at)
  policy made_here on support.start for insert to trellis_app using () check ((partnership_id = ( SELECT access.partnership() AS partnership)))
  policy owner_all on support.start for all to trellis_owner using (true) check (true)
  policy report_reads on support.start for select to trellis_report using ((partnership_id = ( SELECT access.partnership() AS partnership))) check ()
  policy seen on support.start for select to trellis_app using (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (EXISTS ( SELECT
   FROM support.episode e
  WHERE ((e.partnership_id = start.partnership_id) AND (e.id = start.episode_id)))))) check ()
  grant insert, select on support.start to trellis_app
  grant select on support.start to trellis_report
table support.strength with row-level security, forced
  support.strength.partnership_id uuid not null
  support.strength.episode_id uuid not null
  support.strength.id uuid not null
  support.strength.revision integer not null
  support.strength.team_id uuid not null
  support.strength.person_id uuid not null
  support.strength.place integer not null
  support.strength.removed boolean not null default false
  support.strength.text text not null
  support.strength constraint strength_of_revision FOREIGN KEY (partnership_id, episode_id, revision, team_id, person_id) REFERENCES support.revision(partnership_id, episode_id, number, team_id, person_id)
  support.strength constraint strength_pkey PRIMARY KEY (partnership_id, episode_id, id, revision)
  support.strength constraint strength_said CHECK ((btrim(text) <> ''::text))
  policy made_here on support.strength for insert to trellis_app using () check (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (((( SELECT access.kind() AS kind) = 'account'::text) AND (team_id = ( SELECT access.team() AS team))) OR (( SELECT access.kind() AS kind) = 'job'::text))))
  policy owner_all on support.strength for all to trellis_owner using (true) check (true)
  policy seen on support.strength for select to trellis_app using (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (((( SELECT access.kind() AS kind) = 'account'::text) AND (team_id = ( SELECT access.team() AS team))) OR ((( SELECT access.kind() AS kind) = 'person'::text) AND (person_id = ( SELECT access.actor() AS actor))) OR (( SELECT access.kind() AS kind) = 'job'::text)))) check ()
  grant insert, select on support.strength to trellis_app
table tasks.task with row-level security, forced
  tasks.task.partnership_id uuid not null
  tasks.task.id uuid not null
  tasks.task.kind text not null
  tasks.task.about text not null
  tasks.task.about_id uuid not null
  tasks.task.person_id uuid
  tasks.task.organisation_id uuid not null
  tasks.task.team_id uuid
  tasks.task.account_id uuid
  tasks.task.role text not null
  tasks.task.status text not null default 'open'::text
  tasks.task.made_at timestamp with time zone not null
  tasks.task.due_at timestamp with time zone not null
  tasks.task.escalate_at timestamp with time zone
  tasks.task.escalate_to text
  tasks.task.escalated_at timestamp with time zone
  tasks.task.ended_at timestamp with time zone
  tasks.task.ended_by uuid
  tasks.task.detail jsonb not null default '{}'::jsonb
  tasks.task constraint task_detail_small CHECK ((length((detail)::text) <= 1000))
  tasks.task constraint task_ended_whole CHECK (((status = 'open'::text) = (ended_at IS NULL)))
  tasks.task constraint task_escalates_to_somebody CHECK (((escalate_at IS NULL) = (escalate_to IS NULL)))
  tasks.task constraint task_for_account FOREIGN KEY (partnership_id, account_id) REFERENCES access.account(partnership_id, id)
  tasks.task constraint task_kind_plain CHECK (((kind ~ '^[a-z-]+$'::text) AND (about ~ '^[a-z-]+$'::text)))
  tasks.task constraint task_of_organisation FOREIGN KEY (partnership_id, organisation_id) REFERENCES access.organisation(partnership_id, id)
  tasks.task constraint task_pkey PRIMARY KEY (partnership_id, id)
  tasks.task constraint task_status_known CHECK ((status = ANY (ARRAY['open'::text, 'done'::text, 'cancelled'::text])))
  CREATE INDEX task_gone_up ON tasks.task USING btree (partnership_id, due_at) WHERE ((status = 'open'::text) AND (role = 'administrator'::text))
  CREATE INDEX task_of_account ON tasks.task USING btree (partnership_id, account_id, due_at) WHERE (status = 'open'::text)
  CREATE INDEX task_of_nobody ON tasks.task USING btree (partnership_id, team_id, role, due_at) WHERE ((status = 'open'::text) AND (account_id IS NULL))
  CREATE INDEX task_of_team ON tasks.task USING btree (partnership_id, team_id, status, due_at) INCLUDE (account_id, role, organisation_id)
  CREATE UNIQUE INDEX task_open_once ON tasks.task USING btree (partnership_id, kind, about_id) WHERE (status = 'open'::text)
  CREATE INDEX task_to_escalate ON tasks.task USING btree (escalate_at) WHERE ((status = 'open'::text) AND (escalated_at IS NULL) AND (escalate_at IS NOT NULL))
  CREATE TRIGGER move_allowed BEFORE UPDATE OF status ON tasks.task FOR EACH ROW WHEN (((old.status IS DISTINCT FROM new.status) AND (((old.status <> 'open'::text) OR (new.status <> 'done'::text)) AND ((old.status <> 'open'::text) OR (new.status <> 'cancelled'::text))))) EXECUTE FUNCTION access.refuse_move('task')
  policy changed on tasks.task for update to trellis_app using ((partnership_id = ( SELECT access.partnership() AS partnership))) check ((partnership_id = ( SELECT access.partnership() AS partnership)))
  policy made_here on tasks.task for insert to trellis_app using () check ((partnership_id = ( SELECT access.partnership() AS partnership)))
  policy owner_all on tasks.task for all to trellis_owner using (true) check (true)
  policy seen on tasks.task for select to trellis_app using (((partnership_id = ( SELECT access.partnership() AS partnership)) AND ((( SELECT access.kind() AS kind) = 'job'::text) OR ((( SELECT access.kind() AS kind) = 'account'::text) AND ((account_id = ( SELECT access.actor() AS actor)) OR (team_id = ( SELECT access.team() AS team)) OR ((team_id IS NULL) AND (organisation_id = ( SELECT access.organisation() AS organisation)))))))) check ()
  grant insert, select on tasks.task to trellis_app
  grant update (account_id, due_at, ended_at, ended_by, escalated_at, role, status) on tasks.task to trellis_app
table teams.coverage with row-level security, forced
  teams.coverage.partnership_id uuid not null
  teams.coverage.team_id uuid not null
  teams.coverage.kind text not null
  teams.coverage.code text not null
  teams.coverage constraint coverage_code_plain CHECK ((code ~ '^[A-Z0-9]{2,12}$'::text))
  teams.coverage constraint coverage_kind_known CHECK ((kind = ANY (ARRAY['practice'::text, 'pcn'::text, 'district'::text, 'area'::text])))
  teams.coverage constraint coverage_of_team FOREIGN KEY (partnership_id, team_id) REFERENCES teams.team(partnership_id, id)
  teams.coverage constraint coverage_pkey PRIMARY KEY (partnership_id, kind, code, team_id)
  CREATE INDEX coverage_of_one_team ON teams.coverage USING btree (partnership_id, team_id)
  policy added on teams.coverage for insert to trellis_app using () check (((partnership_id = ( SELECT access.partnership() AS partnership)) AND teams.may_change(team_id)))
  policy owner_all on teams.coverage for all to trellis_owner using (true) check (true)
  policy removed on teams.coverage for delete to trellis_app using (((partnership_id = ( SELECT access.partnership() AS partnership)) AND teams.may_change(team_id))) check ()
  policy seen on teams.coverage for select to trellis_app using ((partnership_id = ( SELECT access.partnership() AS partnership))) check ()
  grant delete, insert, select on teams.coverage to trellis_app
table teams.intake_pause with row-level security, forced
  teams.intake_pause.partnership_id uuid not null
  teams.intake_pause.id uuid not null
  teams.intake_pause.team_id uuid not null
  teams.intake_pause.reason text not null
  teams.intake_pause.meanwhile text
  teams.intake_pause.until date
  teams.intake_pause.paused_at timestamp with time zone not null
  teams.intake_pause.paused_by uuid
  teams.intake_pause.ended_at timestamp with time zone
  teams.intake_pause.ended_by uuid
  teams.intake_pause constraint intake_pause_ended_by_somebody CHECK (((ended_by IS NULL) OR (ended_at IS NOT NULL)))
  teams.intake_pause constraint intake_pause_ends_later CHECK ((ended_at >= paused_at))
  teams.intake_pause constraint intake_pause_of_team FOREIGN KEY (partnership_id, team_id) REFERENCES teams.team(partnership_id, id)
  teams.intake_pause constraint intake_pause_pkey PRIMARY KEY (partnership_id, id)
  teams.intake_pause constraint intake_pause_reason_given CHECK ((btrim(reason) <> ''::text))
  CREATE UNIQUE INDEX intake_pause_one_at_a_time ON teams.intake_pause USING btree (partnership_id, team_id) WHERE (ended_at IS NULL)
  policy added on teams.intake_pause for insert to trellis_app using () check (((partnership_id = ( SELECT access.partnership() AS partnership)) AND teams.may_change(team_id)))
  policy ended on teams.intake_pause for update to trellis_app using (((partnership_id = ( SELECT access.partnership() AS partnership)) AND teams.may_change(team_id))) check (((partnership_id = ( SELECT access.partnership() AS partnership)) AND teams.may_change(team_id)))
  policy owner_all on teams.intake_pause for all to trellis_owner using (true) check (true)
  policy seen on teams.intake_pause for select to trellis_app using ((partnership_id = ( SELECT access.partnership() AS partnership))) check ()
  grant insert, select on teams.intake_pause to trellis_app
  grant update (ended_at, ended_by) on teams.intake_pause to trellis_app
table teams.member with row-level security, forced
  teams.member.partnership_id uuid not null
  teams.member.team_id uuid not null
  teams.member.account_id uuid not null
  teams.member.starts_on date not null
  teams.member.ends_on date
  teams.member.role_word text not null default ''::text
  teams.member.working_days integer[] not null default '{1,2,3,4,5}'::integer[]
  teams.member.hours_per_week numeric not null default 37.5
  teams.member.languages text[] not null default '{en}'::text[]
  teams.member.telephone text
  teams.member.about text
  teams.member.cover_account_id uuid
  teams.member constraint member_cover_is_account FOREIGN KEY (partnership_id, cover_account_id) REFERENCES access.account(partnership_id, id)
  teams.member constraint member_covers_another CHECK ((cover_account_id <> account_id))
  teams.member constraint member_ends_later CHECK ((ends_on >= starts_on))
  teams.member constraint member_hours_plain CHECK (((hours_per_week > (0)::numeric) AND (hours_per_week <= (48)::numeric)))
  teams.member constraint member_is_account FOREIGN KEY (partnership_id, account_id) REFERENCES access.account(partnership_id, id)
  teams.member constraint member_of_team FOREIGN KEY (partnership_id, team_id) REFERENCES teams.team(partnership_id, id)
  teams.member constraint member_pkey PRIMARY KEY (partnership_id, team_id, account_id, starts_on)
  teams.member constraint member_working_days_plain CHECK ((working_days <@ '{1,2,3,4,5,6,7}'::integer[]))
  CREATE INDEX member_by_account ON teams.member USING btree (partnership_id, account_id)
  policy added on teams.member for insert to trellis_app using () check (((partnership_id = ( SELECT access.partnership() AS partnership)) AND teams.may_change(team_id)))
  policy changed on teams.member for update to trellis_app using (((partnership_id = ( SELECT access.partnership() AS partnership)) AND teams.may_change(team_id))) check (((partnership_id = ( SELECT access.partnership() AS partnership)) AND teams.may_change(team_id)))
  policy owner_all on teams.member for all to trellis_owner using (true) check (true)
  policy seen on teams.member for select to trellis_app using (((partnership_id = ( SELECT access.partnership() AS partnership)) AND ((( SELECT access.kind() AS kind) = 'job'::text) OR ((( SELECT access.kind() AS kind) = 'account'::text) AND (EXISTS ( SELECT
   FROM teams.team t
  WHERE ((t.partnership_id = member.partnership_id) AND (t.id = member.team_id) AND (t.organisation_id = ( SELECT access.organisation() AS organisation))))))))) check ()
  grant insert, select, update on teams.member to trellis_app
table teams.team with row-level security, forced
  teams.team.partnership_id uuid not null
  teams.team.id uuid not null
  teams.team.organisation_id uuid not null
  teams.team.name text not null
  teams.team.worker_singular text not null default 'link worker'::text
  teams.team.worker_plural text not null default 'link workers'::text
  teams.team.summary text not null default ''::text
  teams.team.can_help text[] not null default '{}'::text[]
  teams.team.cannot_help text[] not null default '{}'::text[]
  teams.team.instead text[] not null default '{}'::text[]
  teams.team.how_to_refer text[] not null default '{}'::text[]
  teams.team.wait_working_days integer
  teams.team.wait_stated_on date
  teams.team.open_now_limit integer
  teams.team.people_per_year integer not null default 250
  teams.team.telephone text
  teams.team.email text
  teams.team.languages text[] not null default '{en}'::text[]
  teams.team.minimum_age integer
  teams.team.maximum_age integer
  teams.team.changed_at timestamp with time zone not null default now()
  teams.team.version integer not null default 1
  teams.team constraint team_ages_plain CHECK (((minimum_age >= 0) AND (maximum_age <= 130) AND (minimum_age <= maximum_age)))
  teams.team constraint team_instead_for_each CHECK ((cardinality(instead) = cardinality(cannot_help)))
  teams.team constraint team_name_given CHECK ((btrim(name) <> ''::text))
  teams.team constraint team_named_once UNIQUE (partnership_id, organisation_id, name)
  teams.team constraint team_of_organisation FOREIGN KEY (partnership_id, organisation_id) REFERENCES access.organisation(partnership_id, id)
  teams.team constraint team_open_now_limit_plain CHECK ((open_now_limit > 0))
  teams.team constraint team_people_per_year_plain CHECK ((people_per_year > 0))
  teams.team constraint team_pkey PRIMARY KEY (partnership_id, id)
  teams.team constraint team_version_counts CHECK ((version > 0))
  teams.team constraint team_wait_dated CHECK (((wait_working_days IS NULL) = (wait_stated_on IS NULL)))
  teams.team constraint team_wait_plain CHECK (((wait_working_days >= 0) AND (wait_working_days <= 500)))
  teams.team constraint team_worker_word_given CHECK (((btrim(worker_singular) <> ''::text) AND (btrim(worker_plural) <> ''::text)))
  CREATE UNIQUE INDEX team_named_once ON teams.team USING btree (partnership_id, organisation_id, name)
  policy added on teams.team for insert to trellis_app using () check (((partnership_id = ( SELECT access.partnership() AS partnership)) AND ((( SELECT access.kind() AS kind) = 'job'::text) OR ( SELECT access.has_role('administrator'::text) AS has_role))))
  policy changed on teams.team for update to trellis_app using (((partnership_id = ( SELECT access.partnership() AS partnership)) AND teams.may_change(id))) check (((partnership_id = ( SELECT access.partnership() AS partnership)) AND teams.may_change(id)))
  policy owner_all on teams.team for all to trellis_owner using (true) check (true)
  policy seen on teams.team for select to trellis_app using ((partnership_id = ( SELECT access.partnership() AS partnership))) check ()
  grant insert, select, update on teams.team to trellis_app
CREATE OR REPLACE FUNCTION access.actor()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (NULLIF(current_setting('trellis.actor'::text, true), ''::text))::uuid
  grant execute to public
CREATE OR REPLACE FUNCTION access.end_sign_ins_of(_account uuid, _now timestamp with time zone)
 RETURNS integer
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  with ended as (update access.sign_in set ended_at = _now
    where partnership_id = access.partnership() and access.kind() = 'account' and access.has_role('administrator')
      and account_id = _account and ended_at is null returning 1)
  select count(*)::int from ended $function$
  grant execute to trellis_app
CREATE OR REPLACE FUNCTION access.find_account_for_sign_in(_partnership uuid, _email text)
 RETURNS TABLE(account_id uuid, organisation_id uuid, name text, password_hash text, disabled boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select a.id, a.organisation_id, a.name, a.password_hash, a.disabled_at is not null from access.account a
  where a.partnership_id = _partnership and a.email = lower(btrim(_email)) $function$
  grant execute to trellis_app
CREATE OR REPLACE FUNCTION access.find_key(_key_hash bytea, _now timestamp with time zone)
 RETURNS TABLE(partnership_id uuid, partnership_name text, key_id uuid, organisation_id uuid, scopes text[])
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
#variable_conflict use_column
begin
  return query select k.partnership_id, p.name, k.id, k.organisation_id, k.scopes from access.api_key k
  join access.partnership p on p.id = k.partnership_id
  where k.key_hash = _key_hash and k.revoked_at is null and k.expires_at > _now;
end $function$
  grant execute to trellis_app
CREATE OR REPLACE FUNCTION access.find_link(_token_hash bytea, _now timestamp with time zone)
 RETURNS TABLE(partnership_id uuid, id uuid, purpose text, record_id uuid, organisation_id uuid, asks_birth_date boolean, closed boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select l.partnership_id, l.id, l.purpose, l.record_id, l.organisation_id, l.birth_date is not null, coalesce(l.closed_until > _now, false)
  from access.signed_link l where l.token_hash = _token_hash and l.ended_at is null and l.ends_at > _now $function$
  grant execute to trellis_app
CREATE OR REPLACE FUNCTION access.find_refused_key(_key_hash bytea, _now timestamp with time zone)
 RETURNS TABLE(partnership_id uuid, key_id uuid, reason text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select k.partnership_id, k.id, case when k.revoked_at is not null then 'revoked' else 'expired' end from access.api_key k
  where k.key_hash = _key_hash and (k.revoked_at is not null or k.expires_at <= _now) $function$
  grant execute to trellis_app
CREATE OR REPLACE FUNCTION access.find_sign_in(_partnership uuid, _token_hash bytea, _now timestamp with time zone)
 RETURNS TABLE(sign_in_id uuid, account_id uuid, name text, organisation_id uuid, team_id uuid, roles text[], second_factor_passed boolean, second_factor_set_up boolean)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
#variable_conflict use_column
begin
  return query with live as (
    select s.id, s.account_id, s.chosen_organisation_id, s.chosen_team_id, s.second_factor_at, s.last_seen_at,
      a.name, a.organisation_id as home, a.totp_secret is not null as set_up
    from access.sign_in s
    join access.account a on a.partnership_id = s.partnership_id and a.id = s.account_id
    where s.partnership_id = _partnership and s.token_hash = _token_hash and s.ended_at is null and a.disabled_at is null
      and access.sign_in_lasts(s.created_at, s.last_seen_at, _now)),
  seen as (
    update access.sign_in s set last_seen_at = _now from live
    where s.partnership_id = _partnership and s.id = live.id and s.last_seen_at <= _now - interval '1 minute'),
  held as (
    select r.organisation_id, r.team_id, r.role, r.created_at from access.role_held r
    join live on live.account_id = r.account_id where r.partnership_id = _partnership),
  place as (
    select held.organisation_id, held.team_id from held, live
    order by coalesce(held.organisation_id = live.chosen_organisation_id, false) and held.team_id is not distinct from live.chosen_team_id desc,
      held.team_id is null, held.created_at, held.organisation_id, held.team_id limit 1)
  select live.id, live.account_id, live.name, coalesce(place.organisation_id, live.home), place.team_id,
    array(select distinct held.role from held
          where held.organisation_id = place.organisation_id and (held.team_id is null or held.team_id = place.team_id)),
    live.second_factor_at is not null, live.set_up
  from live left join place on true;
end $function$
  grant execute to trellis_app
CREATE OR REPLACE FUNCTION access.forget(_now timestamp with time zone)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare tries int; links int; begin
  delete from access.sign_in_try where tried_at < _now - interval '1 day';
  get diagnostics tries = row_count;
  delete from access.signed_link where coalesce(ended_at, ends_at) < _now - interval '1 day';
  get diagnostics links = row_count;
  return tries + links;
end $function$
  grant execute to trellis_app
CREATE OR REPLACE FUNCTION access.forget_tries(_partnership uuid, _who bytea)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  delete from access.sign_in_try where partnership_id = _partnership and who_hash = _who $function$
  grant execute to trellis_app
CREATE OR REPLACE FUNCTION access.has_demo_accounts()
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$ select exists (select from access.account where demo) $function$
  grant execute to trellis_app
CREATE OR REPLACE FUNCTION access.has_role(role text)
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (role = ANY (string_to_array(COALESCE(current_setting('trellis.roles'::text, true), ''::text), ','::text)))
  grant execute to public
CREATE OR REPLACE FUNCTION access.kind()
 RETURNS text
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN NULLIF(current_setting('trellis.kind'::text, true), ''::text)
  grant execute to public
CREATE OR REPLACE FUNCTION access.list_demo_accounts(_partnership uuid)
 RETURNS TABLE(account_id uuid, organisation_id uuid, email text, name text, organisation_name text, roles text[])
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select a.id, a.organisation_id, a.email, a.name, o.name,
    array(select distinct r.role from access.role_held r where r.partnership_id = a.partnership_id and r.account_id = a.id)
  from access.account a
  join access.organisation o on o.partnership_id = a.partnership_id and o.id = a.organisation_id
  where a.partnership_id = _partnership and a.demo and a.disabled_at is null order by a.created_at, a.name $function$
  grant execute to trellis_app
CREATE OR REPLACE FUNCTION access.organisation()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (NULLIF(current_setting('trellis.organisation'::text, true), ''::text))::uuid
  grant execute to public
CREATE OR REPLACE FUNCTION access.own_secrets()
 RETURNS TABLE(email text, password_hash text, totp_secret bytea, totp_step bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select a.email, a.password_hash, a.totp_secret, a.totp_step from access.account a
  where a.partnership_id = access.partnership() and access.kind() = 'account' and a.id = access.actor() $function$
  grant execute to trellis_app
CREATE OR REPLACE FUNCTION access.partnership()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (NULLIF(current_setting('trellis.partnership'::text, true), ''::text))::uuid
  grant execute to public
CREATE OR REPLACE FUNCTION access.record()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (NULLIF(current_setting('trellis.record'::text, true), ''::text))::uuid
  grant execute to public
CREATE OR REPLACE FUNCTION access.refuse_move()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$ begin
  raise exception 'a % may not go from % to %', tg_argv[0], old.status, new.status
    using errcode = '23514', constraint = tg_argv[0] || '_move_allowed';
end $function$
  grant execute to public
CREATE OR REPLACE FUNCTION access.review_accounts(_organisation uuid, _account uuid, _limit integer, _skip integer)
 RETURNS TABLE(id uuid, name text, email text, organisation_id uuid, organisation_name text, created_at timestamp with time zone, disabled_at timestamp with time zone, second_factor boolean, last_sign_in_at timestamp with time zone, total bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select a.id, a.name, a.email, a.organisation_id, o.name, a.created_at, a.disabled_at, a.totp_secret is not null,
    (select max(s.second_factor_at) from access.sign_in s where s.partnership_id = a.partnership_id and s.account_id = a.id), count(*) over ()
  from access.account a
  join access.organisation o on o.partnership_id = a.partnership_id and o.id = a.organisation_id
  where a.partnership_id = access.partnership() and access.kind() = 'account' and access.has_role('administrator')
    and (_organisation is null or a.organisation_id = _organisation) and (_account is null or a.id = _account)
  order by a.disabled_at is not null, a.name, a.id limit _limit offset _skip $function$
  grant execute to trellis_app
CREATE OR REPLACE FUNCTION access.set_up_codes(_secret bytea, _step bigint)
 RETURNS boolean
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  with done as (update access.account set totp_secret = _secret, totp_step = _step
    where partnership_id = access.partnership() and access.kind() = 'account' and id = access.actor() and totp_secret is null returning 1)
  select exists (select from done) $function$
  grant execute to trellis_app
CREATE OR REPLACE FUNCTION access.sign_in_lasts(_created_at timestamp with time zone, _last_seen_at timestamp with time zone, _now timestamp with time zone)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN ((_last_seen_at > (_now - '00:30:00'::interval)) AND (_created_at > (_now - '12:00:00'::interval)))
  grant execute to public
CREATE OR REPLACE FUNCTION access.spend_code(_step bigint)
 RETURNS boolean
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  with done as (update access.account set totp_step = _step
    where partnership_id = access.partnership() and access.kind() = 'account' and id = access.actor() and coalesce(totp_step, -1) < _step returning 1)
  select exists (select from done) $function$
  grant execute to trellis_app
CREATE OR REPLACE FUNCTION access.staff_names(_ids uuid[])
 RETURNS TABLE(id uuid, name text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select a.id, a.name from access.account a where a.partnership_id = access.partnership() and access.kind() <> 'public' and a.id = any (_ids) $function$
  grant execute to trellis_app
CREATE OR REPLACE FUNCTION access.take_try(_partnership uuid, _who bytea, _network bytea, _now timestamp with time zone, _time interval, _at_account integer, _from_network integer)
 RETURNS timestamp with time zone
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare wait_until timestamptz;
begin
  perform pg_advisory_xact_lock(hashtextextended(encode(_who, 'hex'), 1));
  perform pg_advisory_xact_lock(hashtextextended(encode(_network, 'hex'), 2));
  delete from access.sign_in_try where tried_at < _now - interval '1 day';
  select max(oldest) + _time into wait_until from (
    select min(tried_at) as oldest from (select tried_at from access.sign_in_try
      where partnership_id = _partnership and who_hash = _who and tried_at > _now - _time order by tried_at desc limit _at_account) t
      having count(*) >= _at_account
    union all
    select min(tried_at) from (select tried_at from access.sign_in_try
      where partnership_id = _partnership and network_hash = _network and tried_at > _now - _time order by tried_at desc limit _from_network) t
      having count(*) >= _from_network) full_up;
  if wait_until is null then
    insert into access.sign_in_try (partnership_id, who_hash, network_hash, tried_at) values (_partnership, _who, _network, _now);
  end if;
  return wait_until;
end $function$
  grant execute to trellis_app
CREATE OR REPLACE FUNCTION access.team()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (NULLIF(current_setting('trellis.team'::text, true), ''::text))::uuid
  grant execute to public
CREATE OR REPLACE FUNCTION access.try_birth_date(_link uuid, _birth_date date, _now timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare l access.signed_link; begin
  select * into l from access.signed_link where partnership_id = access.partnership() and id = _link for update;
  if not found or l.closed_until > _now then return false; end if;
  if l.birth_date = _birth_date then
    update access.signed_link set wrong_tries = 0, closed_until = null where partnership_id = l.partnership_id and id = l.id;
    return true;
  end if;
  update access.signed_link set wrong_tries = case when l.wrong_tries >= 4 then 0 else l.wrong_tries + 1 end,
    closed_until = case when l.wrong_tries >= 4 then _now + interval '15 minutes' end where partnership_id = l.partnership_id and id = l.id;
  return false;
end $function$
  grant execute to trellis_app
CREATE OR REPLACE FUNCTION administration.tasks_gone_up(_limit integer)
 RETURNS TABLE(id uuid, kind text, team_id uuid, organisation_id uuid, reference text, made_at timestamp with time zone, due_at timestamp with time zone, went_up_at timestamp with time zone, total bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select t.id, t.kind, t.team_id, t.organisation_id,
    (select r.reference from referrals.referral r
      where r.partnership_id = t.partnership_id and r.person_id = t.person_id and r.team_id = t.team_id
      order by t.about = 'referral' and r.id = t.about_id desc, r.received_at desc limit 1),
    t.made_at, t.due_at, t.escalated_at, count(*) over ()
  from tasks.task t
  where t.partnership_id = access.partnership() and access.kind() = 'account' and access.has_role('administrator')
    and t.status = 'open' and t.role = 'administrator' and t.account_id is null
  order by t.due_at, t.id limit _limit $function$
  grant execute to trellis_app
CREATE OR REPLACE FUNCTION connections.coming()
 RETURNS TABLE(id uuid, person_id uuid, service_id uuid, team_id uuid, worker_account_id uuid, status text, name text, contact jsonb, access_needs text[], helps text, answer_by date, first_visit_on date, met_by text, attendance jsonb)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select own.* from connections.connection c cross join lateral connections.for_provider(c.id) own
  where c.partnership_id = access.partnership() and c.provider_id = access.organisation()
    and c.status in ('offered', 'waitlisted', 'accepted', 'started') and access.kind() = 'account' and access.has_role('provider') $function$
  grant execute to trellis_app
CREATE OR REPLACE FUNCTION connections.due(_now timestamp with time zone)
 RETURNS TABLE(partnership_id uuid, connection_id uuid, step text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select o.partnership_id, o.connection_id, step.name from connections.offer o
  join connections.connection c on c.partnership_id = o.partnership_id and c.id = o.connection_id and c.status = 'offered'
  cross join lateral (values ('nudge', o.nudge_at <= _now and o.nudged_at is null), ('escalate', o.escalate_at <= _now and o.escalated_at is null)) step (name, due)
  where step.due
  union all
  -- Told at once by a job of their own; this catches what was lost.
  select distinct partnership_id, connection_id, 'tell' from (
    select partnership_id, connection_id from connections.answer where told_at is null and answered_at < _now - interval '10 minutes'
    union all select partnership_id, connection_id from connections.first_visit where told_at is null and recorded_at < _now - interval '10 minutes'
    union all select partnership_id, connection_id from connections.withdrawal where told_at is null and withdrawn_at < _now - interval '10 minutes') untold $function$
  grant execute to trellis_app
CREATE OR REPLACE FUNCTION connections.end_sight(_id uuid, _at timestamp with time zone)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select people.end_involvement(c.person_id, c.provider_id, null, 'provider', _at) from connections.connection c
  where c.partnership_id = access.partnership() and c.id = _id and c.provider_id is not null
    and (connections.is_own(_id) or c.team_id = access.team() or access.kind() = 'job')
    and not exists (select from connections.connection o where o.partnership_id = c.partnership_id and o.person_id = c.person_id
      and o.provider_id = c.provider_id and o.id <> c.id and o.status in ('offered', 'waitlisted', 'accepted', 'started')) $function$
  grant execute to trellis_app
CREATE OR REPLACE FUNCTION connections.for_provider(_id uuid)
 RETURNS TABLE(id uuid, person_id uuid, service_id uuid, team_id uuid, worker_account_id uuid, status text, name text, contact jsonb, access_needs text[], helps text, answer_by date, first_visit_on date, met_by text, attendance jsonb)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select c.id, c.person_id, c.service_id, c.team_id, e.worker_account_id, c.status,
    case when c.shared @> '{name}' and going.on then coalesce(p.preferred_name, p.given_name) || ' ' || p.family_name end,
    case when c.shared @> '{contact}' and going.on and not p.restricted then jsonb_build_object('telephone', p.telephone, 'email', p.email,
      'preferred', p.preferred_contact, 'voicemail', p.safe_voicemail, 'hours', p.safe_hours, 'neutral', p.neutral_sender,
      'noTelephone', p.access_needs @> '{no-telephone}') end,
    case when c.shared @> '{access-needs}' and going.on then p.access_needs end,
    case when going.on then c.helps end,
    o.answer_by, v.visit_on, v.met_by,
    (select coalesce(jsonb_agg(jsonb_build_object('on', a.session_on, 'came', a.came) order by a.session_on desc), '[]') from (
      select distinct on (session_on) session_on, came from connections.attendance
      where partnership_id = c.partnership_id and connection_id = c.id order by session_on, recorded_at desc) a)
  from connections.connection c
  join people.person p on p.partnership_id = c.partnership_id and p.id = c.person_id
  join support.episode e on e.partnership_id = c.partnership_id and e.id = c.episode_id
  join connections.offer o on o.partnership_id = c.partnership_id and o.connection_id = c.id
  cross join lateral (select c.status in ('offered', 'waitlisted', 'accepted', 'started') and p.deceased_on is null
    and exists (select from connections.agreement a join people.consent k on k.partnership_id = a.partnership_id and k.id = a.consent_id
      where a.partnership_id = c.partnership_id and a.connection_id = c.id and k.withdrawn_at is null) as on) going
  left join lateral (select visit_on, met_by from connections.first_visit
    where partnership_id = c.partnership_id and connection_id = c.id order by recorded_at desc limit 1) v on true
  where c.partnership_id = access.partnership() and c.id = _id and connections.is_own(_id) $function$
  grant execute to trellis_app
CREATE OR REPLACE FUNCTION connections.is_own(_id uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select (access.kind() = 'link' and access.record() = _id and exists (select from connections.connection c
      where c.partnership_id = access.partnership() and c.id = _id))
    or (access.kind() = 'account' and access.has_role('provider') and exists (
      select from connections.connection c join people.involvement i on i.partnership_id = c.partnership_id and i.person_id = c.person_id
        and i.organisation_id = c.provider_id and i.reason = 'provider' and (i.until is null or i.until > now())
      where c.partnership_id = access.partnership() and c.id = _id and c.provider_id = access.organisation()
        and c.status not in ('proposed', 'agreed'))) $function$
  grant execute to trellis_app
CREATE OR REPLACE FUNCTION connections.lack(_from date, _to date)
 RETURNS TABLE(person_id uuid, quarter date, need text, area text, status text, reason text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select c.person_id, date_trunc('quarter', (f.at at time zone 'Europe/London'))::date, c.need, c.area, c.status, f.reason
  from (
    select partnership_id, connection_id, answer as status, answered_at as at, reason from connections.answer where answer in ('waitlisted', 'declined')
    union all select partnership_id, connection_id, 'unanswered', recorded_at, null from connections.silence
    union all select w.partnership_id, w.connection_id, 'withdrawn', w.withdrawn_at, w.reason from connections.withdrawal w
      join connections.offer o on o.partnership_id = w.partnership_id and o.connection_id = w.connection_id
      where w.reason <> 'found-other') f
  join connections.connection c on c.partnership_id = f.partnership_id and c.id = f.connection_id and c.status = f.status
  where f.partnership_id = access.partnership() and f.at >= (_from::timestamp at time zone 'Europe/London')
    and f.at < ((_to + 1)::timestamp at time zone 'Europe/London')
    and (access.kind() = 'job' or access.has_role('analyst') or access.has_role('commissioner') or access.has_role('team_manager')) $function$
  grant execute to public
CREATE OR REPLACE FUNCTION connections.lacks(_from date, _to date)
 RETURNS TABLE(quarter date, need text, area text, status text, reason text, times integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select quarter, need, area, status, reason, count(*)::int from connections.lack(_from, _to) group by 1, 2, 3, 4, 5 $function$
  grant execute to trellis_app
CREATE OR REPLACE FUNCTION connections.lock_for_provider(_id uuid)
 RETURNS TABLE(id uuid, person_id uuid, episode_id uuid, team_id uuid, organisation_id uuid, worker_account_id uuid, service_id uuid, provider_id uuid, status text, version integer)
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select c.id, c.person_id, c.episode_id, c.team_id, t.organisation_id, e.worker_account_id, c.service_id, c.provider_id, c.status, c.version
  from connections.connection c
  join teams.team t on t.partnership_id = c.partnership_id and t.id = c.team_id
  join support.episode e on e.partnership_id = c.partnership_id and e.id = c.episode_id
  where c.partnership_id = access.partnership() and c.id = _id and connections.is_own(_id) for update of c $function$
  grant execute to trellis_app
CREATE OR REPLACE FUNCTION connections.move_for_provider(_id uuid, _version integer, _status text)
 RETURNS integer
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  with moved as (update connections.connection c set status = _status, version = c.version + 1
    where c.partnership_id = access.partnership() and c.id = _id and c.version = _version and connections.is_own(_id)
      and _status in ('accepted', 'waitlisted', 'declined', 'withdrawn', 'started', 'ended') returning 1)
  select count(*)::int from moved $function$
  grant execute to trellis_app
CREATE OR REPLACE FUNCTION connections.note_lack()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$ begin
  select c.need, c.area into new.need, new.area from connections.connection c
    where c.partnership_id = new.partnership_id and c.id = new.connection_id;
  return new;
end $function$
  grant execute to public
CREATE OR REPLACE FUNCTION connections.people_lacking(_from date, _to date, _need text, _area text)
 RETURNS integer
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select count(distinct person_id)::int from connections.lack(_from, _to)
  where need = coalesce(_need, need) and (_area is null or area = _area) $function$
  grant execute to trellis_app
CREATE OR REPLACE FUNCTION connections.places_taken(_services uuid[])
 RETURNS TABLE(service_id uuid, taken integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select c.service_id, count(*)::int from connections.connection c
  join connections.answer a on a.partnership_id = c.partnership_id and a.connection_id = c.id and a.answer = 'accepted'
  join lateral (select confirmed_on from directory.capacity_statement s where s.partnership_id = c.partnership_id and s.service_id = c.service_id
    order by s.confirmed_on desc limit 1) said on (a.answered_at at time zone 'Europe/London')::date >= said.confirmed_on
  where c.partnership_id = access.partnership() and c.service_id = any (_services) and c.status in ('accepted', 'started')
  group by c.service_id $function$
  grant execute to trellis_app
CREATE OR REPLACE FUNCTION connections.refuse_start()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$ begin
  raise exception 'a connection starts as proposed, not as %', new.status using errcode = '23514', constraint = 'connection_starts_proposed';
end $function$
  grant execute to public
CREATE OR REPLACE FUNCTION directory.cell(latitude double precision, longitude double precision)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
RETURN (((floor((latitude / (0.05)::double precision)) * (10000)::double precision) + floor(((longitude + (180)::double precision) / (0.08)::double precision))))::integer
  grant execute to public
CREATE OR REPLACE FUNCTION directory.cells_of(places point[], modes text[])
 RETURNS integer[]
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN (SELECT array_agg(DISTINCT cells.c) AS array_agg FROM (SELECT directory.cell(p.p[1], p.p[0]) AS c FROM unnest(cells_of.places) p(p) WHERE (p.p IS NOT NULL) UNION ALL SELECT 0 WHERE ((cells_of.modes && ARRAY['online'::text, 'telephone'::text, 'home visit'::text]) OR COALESCE(((cells_of.places)[1] IS NULL), true))) cells)
  grant execute to public
CREATE OR REPLACE FUNCTION directory.cells_within(latitude double precision, longitude double precision, reach integer)
 RETURNS integer[]
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
RETURN (ARRAY[0] || ARRAY(SELECT directory.cell((cells_within.latitude + (((dy.dy)::numeric * 0.05))::double precision), (cells_within.longitude + (((dx.dx)::numeric * 0.08))::double precision)) AS cell FROM generate_series((- cells_within.reach), cells_within.reach) dx(dx), generate_series((- cells_within.reach), cells_within.reach) dy(dy)))
  grant execute to public
CREATE OR REPLACE FUNCTION directory.choices_change()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$ begin
  if tg_table_name = 'location' then
    update directory.service s set choices = s.choices | (1::bigint << 61) from fresh l, directory.service_location at
      where l.step_free = 'yes' and at.partnership_id = l.partnership_id and at.location_id = l.id
        and s.partnership_id = at.partnership_id and s.id = at.service_id and s.choices & (1::bigint << 61) = 0;
  else
    update directory.service s set choices = s.choices | (1::bigint << 62) from fresh c
      where c.state in ('open', 'limited') and s.partnership_id = c.partnership_id and s.id = c.service_id and s.choices & (1::bigint << 62) = 0;
  end if;
  return null;
end $function$
  grant execute to public
CREATE OR REPLACE FUNCTION directory.count_unmet_search(_on date, _needs text[], _area text)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  insert into directory.unmet_search as u (partnership_id, searched_on, need, area, times)
    select access.partnership(), _on, need, _area, 1 from (select distinct unnest(_needs) as need order by 1) said
  on conflict on constraint unmet_search_once do update set times = u.times + 1 $function$
  grant execute to trellis_app
CREATE OR REPLACE FUNCTION directory.drawing_holds(drawing text, longitude double precision, latitude double precision)
 RETURNS boolean
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE
 SET search_path TO 'pg_catalog'
AS $function$
begin
  return exists (
    select from (
      select jsonb_path_query(drawing::jsonb, 'strict $.** ? (@.type == "Polygon").coordinates') as lines
      union all select jsonb_path_query(drawing::jsonb, 'strict $.** ? (@.type == "MultiPolygon").coordinates[*]')) as drawn
    where directory.line_holds(lines -> 0, longitude, latitude)
      and not exists (select from jsonb_array_elements(lines) with ordinality as hole (line, n)
        where n > 1 and directory.line_holds(line, longitude, latitude)));
exception when others then return false;
end $function$
  grant execute to public
  grant execute to trellis_app
CREATE OR REPLACE FUNCTION directory.find(asked jsonb, enough integer)
 RETURNS SETOF directory.found
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
declare
  narrowed boolean := asked ?| array['need', 'free', 'way', 'day', 'time', 'language', 'step_free', 'age', 'who', 'space'];
  around int[] := directory.cells_within((asked->>'latitude')::double precision, (asked->>'longitude')::double precision, case when narrowed then 2 else 1 end);
  near directory.found[] := '{}';
begin
  if around is not null then
    near := array(select f from directory.find_within(asked, around) f);
    if cardinality(near) >= (case when narrowed then 20 else enough end) then
      return query select n.service_id, n.fit, n.matched, n.kilometres, n.name, true from unnest(near) n;
      return;
    end if;
  end if;
  return query select n.* from unnest(near) n
    union all select f.* from directory.find_within(asked, null) f where f.service_id <> all (array(select n.service_id from unnest(near) n));
end $function$
  grant execute to trellis_app
CREATE OR REPLACE FUNCTION directory.find_places()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$ begin
  select coalesce(array_agg(at.id order by at.n), '{}'), coalesce(array_agg(point(at.longitude, at.latitude) order by at.n), '{}'), coalesce(array_agg(at.rough order by at.n), '{}')
    into new.place_ids, new.place_points, new.place_rough
    from (select l.id, given.n, coalesce(l.latitude, p.latitude, d.latitude) as latitude, coalesce(l.longitude, p.longitude, d.longitude) as longitude,
        l.latitude is null and p.latitude is null as rough
      from unnest(new.place_ids) with ordinality as given(id, n)
      join directory.location l on l.partnership_id = new.partnership_id and l.id = given.id
      left join lateral (select upper(regexp_replace(l.postal_code, '[^A-Za-z0-9]', '', 'g')) as key) w on l.latitude is null
      left join geography.postcode p on p.key = w.key
      left join geography.district d on d.outcode = left(w.key, -3)) at;
  return new;
end $function$
  grant execute to public
CREATE OR REPLACE FUNCTION directory.find_places_again()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$ begin
  if tg_table_name = 'postcode' then
    update directory.service s set place_points = '{}' from directory.location l
      where l.partnership_id = s.partnership_id and l.id = any (s.place_ids) and l.latitude is null
        and upper(regexp_replace(l.postal_code, '[^A-Za-z0-9]', '', 'g')) in (select key from fresh);
  else
    update directory.service s set place_points = '{}' from directory.location l
      where l.partnership_id = s.partnership_id and l.id = any (s.place_ids) and l.latitude is null
        and left(upper(regexp_replace(l.postal_code, '[^A-Za-z0-9]', '', 'g')), -3) in (select outcode from fresh);
  end if;
  return null;
end $function$
  grant execute to public
CREATE OR REPLACE FUNCTION directory.find_within(asked jsonb, around integer[])
 RETURNS SETOF directory.found
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
 SET jit TO 'off'
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
declare
  here uuid := access.partnership();
  lat double precision := (asked->>'latitude')::double precision;
  lon double precision := (asked->>'longitude')::double precision;
  -- A degree to the east is shorter than one to the north: squared, for comparing.
  narrowing double precision := cos(radians(lat)) ^ 2;
  most int := (asked->>'most')::int;
  said text[] := array(select jsonb_array_elements_text(asked->'said'));
  avoided text[] := array(select jsonb_array_elements_text(asked->'avoid'));
  kinds jsonb := asked->'kinds';
  today date := (asked->>'today')::date;
  everything boolean := jsonb_array_length(asked->'topics') + jsonb_array_length(asked->'words') = 0;
  need text := asked->>'need';
  free boolean := coalesce((asked->>'free')::boolean, false);
  ways text[] := case asked->>'way' when 'online' then array['online', 'telephone'] when 'in-person' then array['in person', 'home visit'] end;
  age numeric := (asked->>'age')::numeric;
  who text := asked->>'who';
  day text := asked->>'day';
  part text := asked->>'time';
  tongue text := lower(asked->>'language');
  level boolean := asked ? 'step_free';
  space boolean := asked ? 'space';
  narrowed boolean := asked ?| array['need', 'free', 'way', 'day', 'time', 'language', 'step_free', 'age', 'who', 'space'];
  must bigint := (asked->>'choices')::bigint;
  -- Of what one topic brings in one square, or everywhere; and of what is answered.
  each int := case when around is null then case when narrowed then 4 * most when lat is not null then most / 6 else most end when narrowed then most else most / 20 end;
  answered int := case when around is not null and everything then most * 2 / 3 when around is not null then most / 5 when everything then 4 * most when lat is not null then most / 6 else most end;
  -- Of whatever there is, where nothing was asked: who narrows is asked of each.
  any_near int := case when narrowed then 50 * most else most * 2 / 3 end;
  any_where int := case when narrowed then 50 * most else 4 * most end;
  services double precision := greatest((select reltuples from pg_class where oid = 'directory.service'::regclass), 300);
begin
  if everything and around is not null and not narrowed then
    return query select n.id, 1::double precision, '{}'::text[], min(n.km), null::text, count(*) over () >= answered from (
        (select k.service_id as id, min(geography.distance_km(lat, lon, k.latitude, k.longitude)) as km from unnest(around) c(cell), directory.service_topic k
          where c.cell <> 0 and k.partnership_id = here and k.topic = '*' and k.cell = c.cell group by 1 order by 2 limit answered)
        union all (select k.service_id, null from directory.service_topic k where k.partnership_id = here and k.topic = '*' and k.cell = 0 limit most / 6)) n
      group by n.id order by 4 limit answered;
    return;
  end if;
  return query
  with topic as materialized (
    select * from jsonb_to_recordset(asked->'topics') as t(concept int, topic text, weight double precision, main boolean)
  ), word as materialized (
    select w.concept, w.word, w.weight, w.query, w.df, w.df > 1000 and w.df > 0.05 * services as common
    from (select w.concept, w.word, w.weight, q as query, directory.listings_with(q) as df
      from jsonb_to_recordset(asked->'words') as w(concept int, word text, weight double precision), phraseto_tsquery('directory.words', w.word) q where numnode(q) > 0) w
    -- A common word of a long story tells nothing.
    where w.weight > 0.3 or w.df <= 0.05 * services
  ), anything as materialized (
    select k.* from (select k.service_id, k.standing, k.latitude, k.longitude, k.place, k.strength from directory.service_topic k, unnest(array_remove(around, 0)) c(cell)
        where around is not null and k.partnership_id = here and k.topic = '*' and k.cell = c.cell and k.choices & must = must
        order by (k.latitude - lat) * (k.latitude - lat) + (k.longitude - lon) * (k.longitude - lon) * narrowing limit any_near) k
    union all select k.* from (select k.service_id, k.standing, k.latitude, k.longitude, 0, k.strength from directory.service_topic k
        where around is not null and k.partnership_id = here and k.topic = '*' and k.cell = 0 and k.choices & must = must limit any_near / 4) k
    union all select k.* from (select k.service_id, k.standing, k.latitude, k.longitude, k.place, k.strength from directory.service_topic k
        where around is null and lat is null and k.partnership_id = here and k.topic = '*' and k.choices & must = must limit any_where) k
    union all select k.* from (select k.service_id, k.standing, k.latitude, k.longitude, k.place, k.strength from directory.service_topic k
        where around is null and lat is not null and k.partnership_id = here and k.topic = '*' and k.choices & must = must
        order by (k.latitude - lat) * (k.latitude - lat) + (k.longitude - lon) * (k.longitude - lon) * narrowing limit any_where) k
  ), hit as materialized (
    select t.concept, t.topic as term, k.service_id as id, t.weight * k.strength as points, t.main, k.standing, k.latitude, k.longitude, k.place = 0 as afar
      from topic t cross join unnest(around) c(cell) cross join lateral (
        select k.service_id, k.strength, k.standing, k.latitude, k.longitude, k.place from directory.service_topic k
        where k.partnership_id = here and k.topic = t.topic and k.cell = c.cell and k.choices & must = must
        -- What counts for less need not bring as many.
        order by k.strength desc limit each * greatest(least(t.weight, 1), 0.2)) k
      where around is not null
    union all
    select t.concept, t.topic, k.service_id, t.weight * k.strength, t.main, k.standing, k.latitude, k.longitude, k.place = 0
      from topic t cross join lateral (
        select k.service_id, k.strength, k.standing, k.latitude, k.longitude, k.place from directory.service_topic k
        where k.partnership_id = here and k.topic = t.topic and k.choices & must = must
        order by k.strength desc limit each * greatest(least(t.weight, 1), 0.2)) k
      where around is null
    union all
    select w.concept, '=' || w.word, found.id, w.weight * found.part * least(1, ln(1 + services / case when found.of < most / 3 then found.of else greatest(w.df, found.of) end) / ln(1 + services / 2)), false,
        k.standing, k.latitude, k.longitude, k.place = 0
      from word w cross join lateral (
        select x.*, count(*) over () as of from (select s.id, least(1, ts_rank('{0.1,0.45,0.7,1}', s.search, w.query) / 0.6079) as part from directory.service s
          where around is null and s.partnership_id = here and s.search @@ w.query and s.choices & must = must limit most / 3) x) found
      join directory.service_topic k on k.partnership_id = here and k.service_id = found.id and k.topic = '*'
      where around is null and not w.common
    union all
    select w.concept, '=' || w.word, found.id, w.weight * found.part * least(1, ln(1 + services / case when found.of < most / 8 then found.of else greatest(w.df, found.of) end) / ln(1 + services / 2)), false,
        k.standing, k.latitude, k.longitude, k.place = 0
      from word w cross join lateral (
        select x.*, count(*) over () as of from (select s.id, least(1, ts_rank('{0.1,0.45,0.7,1}', s.search, w.query) / 0.6079) as part from directory.service s
          where around is not null and s.partnership_id = here and s.search @@ w.query and s.cells && case when w.df > 1000 then array_remove(around, 0) else around end and s.choices & must = must limit most / 8) x) found
      join directory.service_topic k on k.partnership_id = here and k.service_id = found.id and k.topic = '*' and k.cell = any (around)
      where around is not null and not w.common
    union all
    select w.concept, '=' || w.word, k.service_id, w.weight * k.part * least(1, ln(1 + services / w.df) / ln(1 + services / 2)), false,
        k.standing, k.latitude, k.longitude, k.place = 0
      from word w cross join lateral (
        select k.*, s.part from anything k cross join lateral (
          select least(1, ts_rank('{0.1,0.45,0.7,1}', s.search, w.query) / 0.6079) as part from directory.service s
          where s.partnership_id = here and s.id = k.service_id and s.search @@ w.query offset 0) s
        limit most / 3) k
      where w.common
    union all
    select 0, null, k.service_id, 1, false, k.standing, k.latitude, k.longitude, k.place = 0 from anything k where everything
  ), common as (
    select c.concept, max(0.4 + 0.6 * least(1, ln(1 + services / c.df) / ln(1 + services / 2))) as share
    from (select hit.concept, hit.term, count(distinct hit.id)::double precision as df from hit where hit.main group by 1, 2) c group by 1
  ), measured as (
    select hit.*, case when lat is not null then geography.distance_km(lat, lon, hit.latitude, hit.longitude) end as km from hit
  ), met as (
    select m.id, m.concept, max(m.points) * coalesce(min(common.share), 1) as points, string_agg(m.term, '|') as terms, min(m.km) as km, min(m.standing) as standing,
      max(case when lat is null or m.afar then 1 when m.km is null then 0.92 else greatest(0.6, 1 - greatest(0, m.km - 1.5) * 0.035) end) as reach
    from measured m left join common using (concept) group by m.id, m.concept
  ), one as (
    select met.id, case when everything then 1 else sum(met.points) * max(met.reach) end as points, min(met.standing) as standing, string_agg(met.terms, '|') as terms, min(met.km) as km from met group by met.id
    order by case when everything then 1 else sum(met.points) * max(met.reach) * case when cardinality(said) = 0 then min(met.standing) else 1 end end desc, min(met.km) offset 0
  ), chosen as (
    -- Times are of the day: morning before 12, afternoon from 12 to 17, evening from 17.
    select * from one where not narrowed or exists (select from directory.service s where s.partnership_id = here and s.id = one.id
      and (need is null or s.needs @> array[need] or s.topics @> array['also:' || need])
      and (not free or s.cost_kind = 'free')
      and (ways is null or s.modes && ways)
      and (age is null or (coalesce(s.minimum_age, 0) <= age and coalesce(s.maximum_age, 200) >= age))
      and (who is null or s.marks @> array[who])
      and (coalesce(day, part) is null or exists (select from directory.schedule m
        where m.partnership_id = here and m.service_id = one.id and coalesce(least(m.valid_to, m.until) >= today, true)
          and (day is null or m.freq = 'DAILY' or m.byday ~* day)
          and (part is null or case part when 'morning' then m.opens_at < '12:00'
            when 'afternoon' then m.opens_at < '17:00' and coalesce(m.closes_at > '12:00', m.opens_at >= '12:00')
            else m.opens_at >= '17:00' or coalesce(m.closes_at > '17:00' or m.closes_at < m.opens_at, false) end)))
      and (tongue is null or exists (select from directory.language l
        where l.partnership_id = here and l.service_id = one.id and (lower(l.code) = tongue or lower(l.code) like tongue || '-%')))
      and (not level or s.step_free = 'yes'
        or exists (select from directory.service_location at join directory.location p on p.partnership_id = here and p.id = at.location_id
          where at.partnership_id = here and at.service_id = one.id and p.step_free = 'yes'))
      and (not space or (select c.state in ('open', 'limited') and c.confirm_by >= today from directory.capacity_statement c
        where c.partnership_id = here and c.service_id = one.id order by c.confirmed_on desc limit 1))) limit answered
  )
  select c.id,
    case when everything then 1 else c.points * case when s.marks && said then directory.meant_for(s.marks, s.standing, said, kinds) else c.standing end
      * case when s.topics && avoided then 0.1 else 1 end end,
    coalesce(string_to_array(c.terms, '|'), '{}'), c.km, s.name, count(*) over () >= answered or everything and (select count(*) from anything) >= any_where
  from chosen c left join lateral (select s.marks, s.standing, s.topics, s.name from directory.service s
    where s.partnership_id = here and s.id = case when around is null or cardinality(said) > 0 or cardinality(avoided) > 0 then c.id end) s on true;
end $function$
  grant execute to public
CREATE OR REPLACE FUNCTION directory.holding(words text)
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  select s.id from directory.service s
  where s.search @@ websearch_to_tsquery('directory.words', words) and s.partnership_id = (select access.partnership())
$function$
  grant execute to trellis_app
CREATE OR REPLACE FUNCTION directory.keep_topics()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$ begin
  if tg_op = 'UPDATE' then
    delete from directory.service_topic t using fresh n join stale o on o.partnership_id = n.partnership_id and o.id = n.id
      where t.partnership_id = n.partnership_id and t.service_id = n.id
        and (n.topics, n.strengths, n.cells, n.place_points::text, n.standing, n.choices, n.status, n.modes)
          is distinct from (o.topics, o.strengths, o.cells, o.place_points::text, o.standing, o.choices, o.status, o.modes);
    insert into directory.service_topic
      select t.* from fresh n join stale o on o.partnership_id = n.partnership_id and o.id = n.id, directory.topics_of(n) t
      where (n.topics, n.strengths, n.cells, n.place_points::text, n.standing, n.choices, n.status, n.modes)
        is distinct from (o.topics, o.strengths, o.cells, o.place_points::text, o.standing, o.choices, o.status, o.modes);
  else
    insert into directory.service_topic select t.* from fresh n, directory.topics_of(n) t;
  end if;
  return null;
end $function$
  grant execute to public
CREATE OR REPLACE FUNCTION directory.known_words(words text[])
 RETURNS SETOF text
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$ begin
  return query select w from unnest(words) w where exists (select from directory.service s where s.search @@ plainto_tsquery('directory.words', w) and s.partnership_id = access.partnership());
end $function$
  grant execute to trellis_app
CREATE OR REPLACE FUNCTION directory.line_holds(line jsonb, longitude double precision, latitude double precision)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
 SET search_path TO 'pg_catalog'
AS $function$
  select ('(' || string_agg(format('(%s,%s)', p ->> 0, p ->> 1), ',' order by n) || ')')::polygon @> point(longitude, latitude)
  from jsonb_array_elements(line) with ordinality as of_line (p, n) $function$
  grant execute to public
  grant execute to trellis_app
CREATE OR REPLACE FUNCTION directory.listings_with(words tsquery)
 RETURNS double precision
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
declare
  plan json;
begin
  execute format('explain (format json) select from directory.service where search @@ %L::tsquery', words) into plan;
  return (plan->0->'Plan'->>'Plan Rows')::double precision;
end $function$
  grant execute to public
CREATE OR REPLACE FUNCTION directory.look_again()
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  analyze access.organisation (partnership_id, id), directory.provider (partnership_id, id, source_id, source_record),
    directory.location (partnership_id, id, source_id, source_record),
    directory.service (partnership_id, id, source_id, source_record, provider_id),
    directory.service_location (partnership_id, service_id, location_id), directory.schedule (partnership_id, id, service_id, location_id),
    directory.contact (partnership_id, id, service_id), directory.telephone (partnership_id, id, service_id, contact_id),
    directory.cost_option (partnership_id, id, service_id), directory.service_area (partnership_id, id, service_id),
    directory.language (partnership_id, id, service_id), directory.taxonomy (partnership_id, id),
    directory.taxonomy_term (partnership_id, id, taxonomy_id), directory.service_term (partnership_id, service_id, term_id),
    directory.capacity_statement (partnership_id, id, service_id) $function$
  grant execute to trellis_app
CREATE OR REPLACE FUNCTION directory.meant_for(marks text[], standing real, said text[], kinds jsonb)
 RETURNS double precision
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN (NOT (marks && said)) THEN (standing)::double precision ELSE (SELECT COALESCE(exp(sum(ln(CASE WHEN k.named THEN (1.2)::double precision ELSE k.share END))), (1)::double precision) AS "coalesce" FROM (SELECT ((meant_for.kinds -> mark.mark) ->> 0) AS kind, bool_or((mark.mark = ANY (meant_for.said))) AS named, min((((meant_for.kinds -> mark.mark) ->> 1))::double precision) AS share FROM unnest(meant_for.marks) mark(mark) WHERE (meant_for.kinds ? mark.mark) GROUP BY ((meant_for.kinds -> mark.mark) ->> 0)) k) END
  grant execute to public
CREATE OR REPLACE FUNCTION directory.merge_provenance(before jsonb, after jsonb, facts text[])
 RETURNS jsonb
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN ((CASE WHEN ((before -> 'provenance'::text) ? '*'::text) THEN (before -> 'provenance'::text) ELSE ((after -> 'provenance'::text) || COALESCE((before -> 'provenance'::text), '{}'::jsonb)) END || COALESCE((SELECT jsonb_object_agg(fact.fact, ((merge_provenance.after -> 'provenance'::text) -> '*'::text)) AS jsonb_object_agg FROM unnest(merge_provenance.facts) fact(fact) WHERE ((merge_provenance.before -> fact.fact) IS DISTINCT FROM (merge_provenance.after -> fact.fact))), '{}'::jsonb)) - ARRAY(SELECT fact.fact FROM unnest(merge_provenance.facts) fact(fact) WHERE ((merge_provenance.after -> fact.fact) = ANY (ARRAY['null'::jsonb, '[]'::jsonb]))))
  grant execute to public
CREATE OR REPLACE FUNCTION directory.nearly_named(words text, latitude double precision, longitude double precision)
 RETURNS SETOF directory.found
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
 SET "pg_trgm.word_similarity_threshold" TO '0.45'
AS $function$ begin
  return query select s.id, word_similarity(words, s.name)::double precision, '{}'::text[],
      case when s.place_points[1] is not null then geography.distance_km(latitude, longitude, (s.place_points[1])[1], (s.place_points[1])[0]) end, s.name, false
    from directory.service s where words <% s.name and s.partnership_id = access.partnership() and s.status in ('active', 'temporarily closed');
end $function$
  grant execute to trellis_app
CREATE OR REPLACE FUNCTION directory.topics_of(s directory.service)
 RETURNS SETOF directory.service_topic
 LANGUAGE sql
 STABLE
BEGIN ATOMIC
 SELECT (topics_of.s).partnership_id AS partnership_id,
     (topics_of.s).id AS id,
     t.topic,
     p.cell,
     p.place,
     t.strength,
     (topics_of.s).standing AS standing,
     p.latitude,
     p.longitude,
     (topics_of.s).choices AS choices
    FROM (( SELECT w.cell,
             w.place,
             (w.at[1])::real AS latitude,
             (w.at[0])::real AS longitude
            FROM ( SELECT p_1.at,
                     COALESCE(directory.cell(p_1.at[1], p_1.at[0]), 0) AS cell,
                     (
                         CASE
                             WHEN (p_1.at IS NULL) THEN ('-1'::integer)::bigint
                             ELSE p_1.n
                         END)::integer AS place,
                     row_number() OVER (PARTITION BY (directory.cell(p_1.at[1], p_1.at[0])) ORDER BY p_1.n) AS nth
                    FROM unnest(
                         CASE
                             WHEN (cardinality((topics_of.s).place_points) = 0) THEN ARRAY[NULL::point]
                             ELSE (topics_of.s).place_points
                         END) WITH ORDINALITY p_1(at, n)
                   WHERE ((p_1.at IS NOT NULL) OR (p_1.n = 1))) w
           WHERE (w.nth <= 3)
         UNION ALL
          SELECT 0,
             0,
             NULL::real,
             NULL::real
           WHERE ((topics_of.s).modes && ARRAY['online'::text, 'telephone'::text, 'home visit'::text])) p
      CROSS JOIN ( SELECT '*'::text AS topic,
             (1)::real AS strength
         UNION ALL
          SELECT t_1.topic,
             t_1.strength
            FROM UNNEST((topics_of.s).topics, (topics_of.s).strengths) t_1(topic, strength)
           WHERE (t_1.topic !~~ 'also:%'::text)) t)
   WHERE ((topics_of.s).status = ANY (ARRAY['active'::text, 'temporarily closed'::text]));
END
  grant execute to public
CREATE OR REPLACE FUNCTION geography.distance_km(lat1 double precision, lon1 double precision, lat2 double precision, lon2 double precision)
 RETURNS double precision
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
RETURN (((2)::double precision * (6371.0088)::double precision) * atan2(sqrt(((sin((radians((lat2 - lat1)) / (2)::double precision)) ^ (2)::double precision) + ((cos(radians(lat1)) * cos(radians(lat2))) * (sin((radians((lon2 - lon1)) / (2)::double precision)) ^ (2)::double precision)))), sqrt(abs(((1)::double precision - ((sin((radians((lat2 - lat1)) / (2)::double precision)) ^ (2)::double precision) + ((cos(radians(lat1)) * cos(radians(lat2))) * (sin((radians((lon2 - lon1)) / (2)::double precision)) ^ (2)::double precision))))))))
  grant execute to public
CREATE OR REPLACE FUNCTION geography.plain_words(text text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
RETURN lower(regexp_replace(text, '[''’.]'::text, ''::text, 'g'::text))
  grant execute to public
CREATE OR REPLACE FUNCTION journal.add_seal(_to bigint)
 RETURNS journal.seal
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare last journal.seal; made journal.seal; range record;
begin
  if _to > journal.last_id() then raise exception 'no entry has the number % yet', _to using errcode = '22023'; end if;
  lock table journal.seal in share row exclusive mode;
  select * into last from journal.seal order by number desc limit 1;
  if _to <= coalesce(last.to_id, 0) then return null; end if;
  select * into range from journal.digest(coalesce(last.to_id, 0), _to);
  insert into journal.seal (number, from_id, to_id, entries, head)
    values (coalesce(last.number, 0) + 1, coalesce(last.to_id, 0), _to, range.entries, sha256(coalesce(last.head, sha256('trellis journal')) || range.digest))
    returning * into made;
  return made;
end $function$
  grant execute to trellis_app
CREATE OR REPLACE FUNCTION journal.count_after(_id bigint, OUT entries bigint, OUT unnumbered bigint)
 RETURNS record
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select count(*), count(*) filter (where e.id > journal.last_id()) from journal.entry e where e.id > _id $function$
  grant execute to trellis_app
CREATE OR REPLACE FUNCTION journal.digest(_from bigint, _to bigint, OUT entries bigint, OUT digest bytea)
 RETURNS record
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select count(*), sha256(convert_to(coalesce(string_agg(journal.line(e), e'\n' order by e.id), ''), 'UTF8'))
  from journal.entry e where e.id > _from and e.id <= _to $function$
  grant execute to trellis_app
CREATE OR REPLACE FUNCTION journal.last_id()
 RETURNS bigint
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select case when is_called then last_value else 0 end from journal.entry_id_seq $function$
  grant execute to trellis_app
CREATE OR REPLACE FUNCTION journal.line(e journal.entry)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN (jsonb_build_array((e).id, ((EXTRACT(epoch FROM (e).happened_at) * (1000000)::numeric))::bigint, (e).partnership_id, (e).actor_kind, (e).actor_id, (e).organisation_id, (e).role, (e).action, (e).subject_id, (e).subject_version, (e).person_id, (e).request_id, (e).detail))::text
  grant execute to public
CREATE OR REPLACE FUNCTION journal.make_months(_from date, _to date)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare month date := date_trunc('month', _from); made int := 0; name text;
begin
  while month <= _to loop
    name := 'entry_' || to_char(month, 'YYYY_MM');
    if to_regclass('journal.' || name) is null then
      begin
        execute format('create table journal.%I partition of journal.entry for values from (%L) to (%L)', name,
          to_char(month, 'YYYY-MM-DD') || ' 00:00:00+00', to_char(month + interval '1 month', 'YYYY-MM-DD') || ' 00:00:00+00');
        made := made + 1;
      exception
        when check_violation then null;    -- entries of that month already lie in the default partition: they stay there
        when duplicate_table then null;    -- another process made it at this very moment
      end;
    end if;
    month := month + interval '1 month';
  end loop;
  return made;
end $function$
  grant execute to trellis_app
CREATE OR REPLACE FUNCTION messages.cancel(_about uuid, _person uuid, _at timestamp with time zone)
 RETURNS integer
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  with stopped as (
    update messages.message set status = 'cancelled', status_at = _at, link = null
    where partnership_id = access.partnership() and status = 'queued' and (about_id = _about or person_id = _person)
    returning 1)
  select count(*)::int from stopped $function$
  grant execute to trellis_app
CREATE OR REPLACE FUNCTION people.alike(o people.person, p people.person, _search_name text)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN ((similarity((o).search_name, _search_name) >= (0.5)::double precision) OR ((lower((o).family_name) = lower((p).family_name)) AND (lower("left"((o).given_name, 1)) = lower("left"((p).given_name, 1)))))
  grant execute to public
CREATE OR REPLACE FUNCTION people.end_involvement(_person uuid, _organisation uuid, _team uuid, _reason text, _at timestamp with time zone)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  update people.involvement i set until = least(i.until, _at)
  where i.partnership_id = access.partnership() and i.person_id = _person and i.organisation_id = _organisation
    and i.team_id is not distinct from _team and i.reason = _reason
$function$
  grant execute to trellis_app
CREATE OR REPLACE FUNCTION people.fold(words text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN regexp_replace(regexp_replace((' '::text || lower(unaccent('unaccent'::regdictionary, words))), '[''’`]'::text, ''::text, 'g'::text), '[^[:alnum:]]+'::text, ' '::text, 'g'::text)
  grant execute to public
CREATE OR REPLACE FUNCTION people.involve(_involvements jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  insert into people.involvement as i (partnership_id, person_id, organisation_id, team_id, reason, until)
    select access.partnership(), r.person, r.organisation, r.team, r.reason, case when bool_and(r.until is not null) then max(r.until) end
    from jsonb_to_recordset(_involvements) as r(person uuid, organisation uuid, team uuid, reason text, until timestamptz)
    group by r.person, r.organisation, r.team, r.reason
  on conflict on constraint involvement_once do update
    set until = case when i.until is null or excluded.until is null then null else greatest(i.until, excluded.until) end,
        since = case when i.until <= now() then now() else i.since end;
end $function$
  grant execute to trellis_app
CREATE OR REPLACE FUNCTION people.opens_record(_reason text, _team uuid, _until timestamp with time zone)
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (((_reason = 'practice'::text) OR ((_reason = 'team'::text) AND (_team = access.team()))) AND ((_until IS NULL) OR (_until > now())))
  grant execute to public
CREATE OR REPLACE FUNCTION people.register(_details jsonb, OUT person_id uuid, OUT is_new boolean, OUT possible_duplicates integer)
 RETURNS record
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
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
end $function$
  grant execute to trellis_app
CREATE OR REPLACE FUNCTION people.search(_words text, _birth_date date, _nhs_number_index bytea, _limit integer)
 RETURNS SETOF people.person
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
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
end $function$
  grant execute to trellis_app
CREATE OR REPLACE FUNCTION platform.forget(_now timestamp with time zone)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare drafts int; keys int; begin
  delete from platform.draft where expires_at <= _now;
  get diagnostics drafts = row_count;
  delete from platform.idempotency_key where created_at < _now - interval '1 day';
  get diagnostics keys = row_count;
  return drafts + keys;
end $function$
  grant execute to trellis_app
CREATE OR REPLACE FUNCTION referrals.refuse_start()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$ begin
  raise exception 'a referral starts as received, not as %', new.status using errcode = '23514', constraint = 'referral_starts_received';
end $function$
  grant execute to public
CREATE OR REPLACE FUNCTION support.is_withheld(_kind text, _partnership uuid, _episode uuid, _id uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare answer boolean;
begin
  if _partnership is distinct from access.partnership() then return true; end if;
  if _kind = 'concern' then
    select c.withheld into answer from support.concern c
      where c.partnership_id = _partnership and c.episode_id = _episode and c.id = _id order by c.revision desc limit 1;
  elsif _kind = 'risk' then
    select r.withheld into answer from support.risk r
      where r.partnership_id = _partnership and r.episode_id = _episode and r.id = _id order by r.revision desc limit 1;
  end if;
  return coalesce(answer, true);
end $function$
  grant execute to trellis_app
CREATE OR REPLACE FUNCTION support.may_open_safeguarding(_team uuid, _worker uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN ((access.kind() = 'account'::text) AND (_team = access.team()) AND (COALESCE((_worker = access.actor()), false) OR access.has_role('team_manager'::text) OR access.has_role('safeguarding_lead'::text)))
  grant execute to public
CREATE OR REPLACE FUNCTION support.open_safeguarding(_episode uuid, _reason text)
 RETURNS TABLE(id uuid, concern text, noticed_on date, comment text, withheld boolean, written_by text, written_at timestamp with time zone)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
#variable_conflict use_column
declare here uuid := access.partnership(); opened support.episode;
begin
  if _reason is null or _reason not in ('supporting', 'new-worry', 'review', 'sharing') then
    raise exception 'safeguarding notes are not opened without a reason' using errcode = '22023';
  end if;
  select * into opened from support.episode e where e.partnership_id = here and e.id = _episode;
  if not coalesce(support.may_open_safeguarding(opened.team_id, opened.worker_account_id), false) then
    raise exception 'not for this caller' using errcode = '42501';
  end if;
  insert into journal.entry (partnership_id, actor_kind, actor_id, organisation_id, role, action, subject_id, person_id, request_id, detail)
    values (here, 'account', access.actor(), access.organisation(), nullif(split_part(current_setting('trellis.roles', true), ',', 1), ''),
      'safeguarding.viewed', _episode, opened.person_id, nullif(current_setting('trellis.request', true), '')::uuid, jsonb_build_object('reason', _reason));
  return query select n.id, n.concern, n.noticed_on, n.comment, n.withheld, a.name, n.written_at
    from support.safeguarding_note n join access.account a on a.partnership_id = n.partnership_id and a.id = n.written_by
    where n.partnership_id = here and n.episode_id = _episode order by n.written_at desc, n.id;
end $function$
  grant execute to trellis_app
CREATE OR REPLACE FUNCTION support.refuse_start()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$ begin
  raise exception 'an episode starts as waiting, not as %', new.status using errcode = '23514', constraint = 'episode_starts_waiting';
end $function$
  grant execute to public
CREATE OR REPLACE FUNCTION support.who_saw(_person uuid, _limit integer, _skip integer)
 RETURNS TABLE(at timestamp with time zone, kind text, name text, role text, organisation text, action text, reason text)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
#variable_conflict use_column
declare here uuid := access.partnership(); own uuid := access.organisation(); ours uuid := access.team();
begin
  if access.kind() is distinct from 'account' or ours is null or not exists (select from people.involvement i
      where i.partnership_id = here and i.organisation_id = own and i.person_id = _person and i.reason = 'team'
        and people.opens_record(i.reason, i.team_id, i.until)) then return; end if;
  return query select e.happened_at, e.actor_kind, a.name, e.role, o.name, e.action, e.detail ->> 'reason'
    from journal.entry e
    left join access.account a on e.actor_kind = 'account' and a.partnership_id = here and a.id = e.actor_id
    left join access.organisation o on o.partnership_id = here and o.id = e.organisation_id
    where e.person_id = _person and e.partnership_id = here and (
      e.actor_kind = 'person'
      or (e.actor_kind = 'account' and e.organisation_id = own and (
        exists (select from access.role_held r where r.partnership_id = here and r.account_id = e.actor_id and r.organisation_id = own
          and (r.team_id = ours or r.team_id is null))
        or exists (select from teams.member m where m.partnership_id = here and m.team_id = ours and m.account_id = e.actor_id)))
      or exists (select from referrals.referral r where r.partnership_id = here and r.id = e.subject_id and r.team_id = ours)
      or exists (select from support.episode s where s.partnership_id = here and s.id = e.subject_id and s.team_id = ours))
    order by e.happened_at desc, e.id desc limit least(_limit, 200) offset _skip;
end $function$
  grant execute to trellis_app
CREATE OR REPLACE FUNCTION tasks.end_about(_kinds text[], _about_id uuid, _status text, _at timestamp with time zone)
 RETURNS integer
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  with ended as (update tasks.task set status = _status, ended_at = _at, ended_by = access.actor()
    where partnership_id = access.partnership() and about_id = _about_id and kind = any (_kinds) and status = 'open' returning 1)
  select count(*)::int from ended $function$
  grant execute to trellis_app
CREATE OR REPLACE FUNCTION tasks.escalate_due(_now timestamp with time zone)
 RETURNS TABLE(partnership_id uuid, id uuid, kind text)
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  update tasks.task t set role = t.escalate_to, account_id = null, escalated_at = _now
  where t.status = 'open' and t.escalated_at is null and t.escalate_at <= _now
  returning t.partnership_id, t.id, t.kind $function$
  grant execute to trellis_app
CREATE OR REPLACE FUNCTION teams.may_change(_team uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN ((access.kind() = 'job'::text) OR access.has_role('administrator'::text) OR (access.has_role('team_manager'::text) AND (_team = access.team())))
  grant execute to public
grant usage on schema access to trellis_app
grant usage on schema access to trellis_report
grant usage on schema administration to trellis_app
grant usage on schema connections to trellis_app
grant usage on schema connections to trellis_report
grant usage on schema directory to trellis_app
grant usage on schema directory to trellis_report
grant usage on schema geography to trellis_app
grant usage on schema geography to trellis_report
grant usage on schema journal to trellis_app
grant usage on schema journal to trellis_report
grant usage on schema messages to trellis_app
grant usage on schema people to trellis_app
grant usage on schema people to trellis_report
grant usage on schema platform to trellis_app
grant usage on schema referrals to trellis_app
grant usage on schema referrals to trellis_report
grant usage on schema support to trellis_app
grant usage on schema support to trellis_report
grant usage on schema tasks to trellis_app
grant usage on schema tasks to trellis_report
grant usage on schema teams to trellis_app
grant usage on schema teams to trellis_report
