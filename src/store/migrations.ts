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
];
