/** Each is run once, in order, inside a transaction; never edited after it was released. {serial} is a key that counts. */
export const migrations: readonly { name: string; statements: readonly string[] }[] = [
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
];
