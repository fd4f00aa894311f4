import type { Transaction } from 'kysely';
import { chainOldAudit } from './chain-old-audit.ts';
import type { Engine } from './migrate.ts';
import type { Schema } from './schema.ts';

/** A step of the schema: statements for both databases, or what each of them is told, then what no statement can do. */
export interface Migration {
  name: string;
  statements: readonly (string | Readonly<Record<Engine, readonly string[]>>)[];
  afterwards?: (transaction: Transaction<Schema>) => Promise<void>;
}

/** Each is run once, in order, inside a transaction; never edited after it was released. {serial} is a key that counts, {bytes} are bytes. */
export const migrations: readonly Migration[] = [
  {
    name: '001-conversation',
    statements: [
      'create table activities (id text primary key, seen_at bigint not null)',
      'create index activities_seen_at on activities (seen_at)',
      'create table conversations (tenant_id text not null, conversation_id text not null, ref text not null, seen_at bigint not null, primary key (tenant_id, conversation_id))',
      'create table channel_defaults (tenant_id text not null, channel_id text not null, defaults text not null, set_by text not null, set_at bigint not null, primary key (tenant_id, channel_id))',
      'create table thread_subjects (tenant_id text not null, conversation_id text not null, subject text not null, set_at bigint not null, primary key (tenant_id, conversation_id))',
      'create table presses (id text primary key, verb text not null, input text not null, replaces integer not null, prepared_at bigint not null)',
      'create index presses_prepared_at on presses (prepared_at)',
      'create table messages (tenant_id text not null, conversation_id text not null, activity_id text not null, service_url text not null, about text not null, posted_at bigint not null, primary key (tenant_id, conversation_id, activity_id))',
      'create index messages_posted_at on messages (posted_at)',
      'create table audit (seq {serial}, at bigint not null, tenant_id text not null, object_id text not null, name text not null, what text not null, detail text not null, outcome text not null, request_id text not null)',
    ],
  },
  {
    name: '002-work',
    statements: [
      "create table jobs (id {serial}, task text not null, key text not null, payload text not null, run_at bigint not null, attempts integer not null default 0, again integer not null default 0, lease text not null default '', leased_until bigint not null default 0, last_error text not null default '', created_at bigint not null)",
      'create unique index jobs_key on jobs (task, key)',
      'create index jobs_due on jobs (run_at, id)',
      "create table destinations (tenant_id text not null, conversation_id text not null, service_url text not null, next_at bigint not null default 0, lease text not null default '', leased_until bigint not null default 0, broken_at bigint not null default 0, broken_why text not null default '', primary key (tenant_id, conversation_id))",
      "create table outbox (id {serial}, tenant_id text not null, conversation_id text not null, subject text not null, reply_to text not null default '', urgency integer not null, card text not null, version integer not null default 1, attempts integer not null default 0, sending_at bigint not null default 0, created_at bigint not null)",
      'create unique index outbox_subject on outbox (tenant_id, conversation_id, subject)',
      'create table posted (tenant_id text not null, conversation_id text not null, subject text not null, ref text not null, posted_at bigint not null, primary key (tenant_id, conversation_id, subject))',
      'create table sends (tenant_id text not null, conversation_id text not null, at bigint not null)',
      'create index sends_conversation on sends (tenant_id, conversation_id, at)',
      'create index sends_tenant on sends (tenant_id, at)',
    ],
  },
  {
    name: '003-audit-authority',
    statements: ["alter table audit add column authority text not null default ''"],
  },
  {
    name: '003-incidents',
    statements: [
      'create table deliveries (id {serial}, source text not null, received_at bigint not null, alerts text not null)',
      'create table refused_deliveries (id {serial}, source text not null, received_at bigint not null, reason text not null, body text not null)',
      'create table alerts (id {serial}, source text not null, identity text not null, status text not null, severity text not null, title text not null, labels text not null, annotations text not null, starts_at bigint not null, ends_at bigint not null, link text not null, raw text not null, received_at bigint not null, heard_at bigint not null, times integer not null, inhibits integer not null)',
      'create unique index alerts_identity on alerts (source, identity)',
      'create index alerts_inhibits on alerts (inhibits, status)',
      'create table incidents (number {serial}, key text not null, status text not null, severity text not null, conversation text not null, opened_at bigint not null, resolved_at bigint not null, told_at bigint not null, digest bigint not null, part text not null, firing integer not null, body text not null, version integer not null default 1)',
      'create index incidents_key on incidents (key, number)',
      'create index incidents_status on incidents (status, number)',
      'create index incidents_conversation on incidents (conversation, told_at)',
      'create index incidents_opened on incidents (conversation, opened_at)',
      'create index incidents_digest on incidents (digest)',
      'create table digests (id {serial}, conversation text not null, started_at bigint not null, added_at bigint not null, ended_at bigint not null default 0)',
      'create index digests_conversation on digests (conversation, ended_at)',
      'create table incident_alerts (incident bigint not null, alert bigint not null, status text not null, starts_at bigint not null, ends_at bigint not null, primary key (incident, alert))',
      'create index incident_alerts_alert on incident_alerts (alert, status)',
      'create table incident_lines (id {serial}, incident bigint not null, at bigint not null, kind text not null, actor_object_id text not null, actor_name text not null, text text not null)',
      'create index incident_lines_incident on incident_lines (incident, id)',
      'create table silences (id {serial}, matchers text not null, starts_at bigint not null, ends_at bigint not null, by_object_id text not null, by_name text not null, comment text not null)',
      "alter table posted add column thread_id text not null default ''",
      'create index posted_thread on posted (tenant_id, thread_id)',
      'create table watermarks (source text primary key, mark text not null, set_at bigint not null)',
    ],
  },
  {
    name: '004-storms',
    statements: [
      'create table stamps (name text primary key, value bigint not null)',
      'alter table jobs add column lane integer not null default 1',
      'drop index jobs_due',
      'create index jobs_due on jobs (lane, run_at, id)',
      'create index jobs_leased on jobs (lane, leased_until) where leased_until > 0',
      'create index incidents_cards on incidents (conversation, told_at) where digest = 0',
      'drop index alerts_inhibits',
      "create index alerts_inhibiting on alerts (id) where inhibits = 1 and status = 'firing'",
      'create unique index digests_open on digests (conversation) where ended_at = 0',
      'create index outbox_next on outbox (tenant_id, conversation_id, urgency, id)',
    ],
  },
  {
    name: '004-bodies',
    statements: [
      // The body stands last: a row's size and count are known without reading it.
      'alter table deliveries add column count integer not null default 0',
      'alter table deliveries add column sorted integer not null default 0',
      'alter table deliveries add column packed integer not null default 0',
      'alter table deliveries add column body {bytes}',
    ],
  },
  {
    name: '007-remediations',
    statements: [
      'create table remediations (number {serial}, key text not null, state text not null, action text not null, conversation text not null, incident bigint not null, proposed_at bigint not null, body text not null, version integer not null default 1)',
      'create table seen_people (tenant_id text not null, conversation_id text not null, teams_id text not null, seen_at bigint not null, primary key (tenant_id, conversation_id, teams_id))',
      'create index seen_people_newest on seen_people (conversation_id, seen_at)',
      'create index remediations_state on remediations (state, number)',
      "create unique index remediations_open on remediations (key) where state in ('proposed', 'approved', 'running')",
      'create index remediations_incident on remediations (incident)',
    ],
  },
  {
    name: '006-audit-chain',
    statements: [
      'alter table audit rename to audit_before',
      'create table audit (seq bigint primary key, at bigint not null, tenant_id text not null, object_id text not null, name text not null, what text not null, detail text not null, outcome text not null, request_id text not null, authority text not null, facts text not null, previous text not null, hash text not null)',
      'create index audit_at on audit (at)',
      'create index audit_object on audit (object_id, seq)',
      'create table audit_head (id integer primary key, seq bigint not null, hash text not null)',
    ],
    afterwards: chainOldAudit,
  },
  {
    name: '006-audit-append-only',
    statements: [
      'drop table audit_before',
      {
        sqlite: [
          "create trigger audit_unchanged before update on audit begin select raise(abort, 'the audit is append-only'); end",
          "create trigger audit_undeleted before delete on audit begin select raise(abort, 'the audit is append-only'); end",
          "create trigger audit_head_undeleted before delete on audit_head begin select raise(abort, 'the audit is append-only'); end",
        ],
        postgres: [
          "create function audit_is_append_only() returns trigger language plpgsql as $$ begin raise exception 'the audit is append-only'; end $$",
          'create trigger audit_unchanged before update or delete or truncate on audit for each statement execute function audit_is_append_only()',
          'create trigger audit_head_undeleted before delete or truncate on audit_head for each statement execute function audit_is_append_only()',
        ],
      },
    ],
  },
  {
    name: '008-quiet',
    statements: [
      'alter table alerts add column asked_at bigint not null default 0',
      'alter table alerts add column unending integer not null default 0',
      'alter table incidents add column quiet_since bigint not null default 0',
    ],
  },
  {
    name: '010-findings',
    statements: [
      'create table image_scans (digest text primary key, repository text not null, pushed_at bigint not null, first_read_at bigint not null, read_at bigint not null, head text not null, findings text not null)',
      'create index image_scans_repository on image_scans (repository, pushed_at)',
      'create index image_scans_read on image_scans (read_at)',
      'create table image_runs (cluster_id text primary key, cluster text not null, read_at bigint not null, body text not null)',
      'create table image_news (digest text primary key, over_at bigint not null, told_at bigint not null, body text not null)',
      'create index image_news_over on image_news (over_at)',
    ],
  },
  {
    name: '011-image-origins',
    statements: [
      'create table image_events (registry text not null, repository text not null, digest text not null, tag text not null, action text not null, at bigint not null, actor text not null, client text not null, source text not null, heard_at bigint not null, primary key (digest, repository, registry, tag, action))',
      'create index image_events_heard on image_events (heard_at)',
      'create table image_platforms (digest text primary key, read_at bigint not null, body text not null)',
      'create index image_platforms_read on image_platforms (read_at)',
    ],
  },
  {
    name: '011-posture',
    statements: [
      'create table posture_resources (id text primary key, first_at bigint not null, read_at bigint not null, closely_at bigint not null, resource text not null, turns text not null, found text not null)',
      'create index posture_resources_read on posture_resources (read_at)',
      'create table posture_days (day text primary key, at bigint not null, body text not null)',
    ],
  },
];
