/** The tables, as kysely sees them. Times are epoch milliseconds. */
export interface Schema {
  alerts: {
    id?: number;
    source: string;
    identity: string;
    status: string;
    severity: string;
    title: string;
    labels: string;
    annotations: string;
    starts_at: number;
    ends_at: number;
    link: string;
    raw: string;
    received_at: number;
    heard_at: number;
    times: number;
    /** 1: a rule may mute others because of it. */
    inhibits: number;
    /** When somebody was asked whether it still fires; 0: never. */
    asked_at: number;
    /** 1: nobody will tell its end. */
    unending: number;
  };
  activities: { id: string; seen_at: number };
  audit: {
    /** 1, 2, 3, ...: a gap is a line that is missing. */
    seq: number;
    at: number;
    tenant_id: string;
    object_id: string;
    name: string;
    what: string;
    detail: string;
    outcome: string;
    request_id: string;
    authority: string;
    /** JSON. */
    facts: string;
    /** The hash of the line before; empty in the first. */
    previous: string;
    hash: string;
  };
  /** One row: the last line of the audit, so that lines cut off at the end are missed. */
  audit_head: { id: number; seq: number; hash: string };
  channel_defaults: { tenant_id: string; channel_id: string; defaults: string; set_by: string; set_at: number };
  conversations: { tenant_id: string; conversation_id: string; ref: string; seen_at: number };
  deliveries: {
    id?: number;
    source: string;
    received_at: number;
    /** Empty when there is a body. */
    alerts: string;
    /** How many alerts it brought; 0 in rows that are older than this column. */
    count: number;
    /** So many of them are sorted. */
    sorted: number;
    /** 1: the body is packed. */
    packed: number;
    body: Uint8Array | null;
  };
  destinations: {
    tenant_id: string;
    conversation_id: string;
    service_url: string;
    next_at: number;
    lease: string;
    leased_until: number;
    broken_at: number;
    broken_why: string;
  };
  digests: { id?: number; conversation: string; started_at: number; added_at: number; ended_at: number };
  image_events: {
    registry: string;
    repository: string;
    digest: string;
    tag: string;
    action: string;
    at: number;
    actor: string;
    client: string;
    source: string;
    heard_at: number;
  };
  image_platforms: { digest: string; read_at: number; body: string };
  image_news: { digest: string; over_at: number; told_at: number; body: string };
  image_runs: { cluster_id: string; cluster: string; read_at: number; body: string };
  image_scans: {
    digest: string;
    repository: string;
    pushed_at: number;
    first_read_at: number;
    read_at: number;
    head: string;
    findings: string;
  };
  incident_alerts: { incident: number; alert: number; status: string; starts_at: number; ends_at: number };
  incident_lines: {
    id?: number;
    incident: number;
    at: number;
    kind: string;
    actor_object_id: string;
    actor_name: string;
    text: string;
  };
  incidents: {
    number?: number;
    key: string;
    status: string;
    severity: string;
    conversation: string;
    opened_at: number;
    resolved_at: number;
    /** When its card was first put out; 0: not yet, or never. */
    told_at: number;
    /** The digest that tells of it; 0: it has a card of its own. */
    digest: number;
    /** What it counts under in a digest. */
    part: string;
    firing: number;
    /** Since when nothing is heard of it; 0: it is not quiet. */
    quiet_since: number;
    body: string;
    version: number;
  };
  jobs: {
    id?: number;
    task: string;
    key: string;
    payload: string;
    run_at: number;
    attempts: number;
    /** 1: wanted once more while it was running. */
    again: number;
    lease: string;
    leased_until: number;
    last_error: string;
    created_at: number;
    /** Place in the list of lanes. */
    lane: number;
  };
  messages: {
    tenant_id: string;
    conversation_id: string;
    activity_id: string;
    service_url: string;
    about: string;
    posted_at: number;
  };
  outbox: {
    id?: number;
    tenant_id: string;
    conversation_id: string;
    subject: string;
    reply_to: string;
    urgency: number;
    card: string;
    version: number;
    attempts: number;
    sending_at: number;
    created_at: number;
  };
  posted: {
    tenant_id: string;
    conversation_id: string;
    subject: string;
    ref: string;
    posted_at: number;
    /** The thread in which it stands; empty in a chat. */
    thread_id: string;
  };
  posture_days: { day: string; at: number; body: string };
  posture_resources: {
    /** ARM id in small letters. */
    id: string;
    first_at: number;
    read_at: number;
    /** 0: the checks that need calls of their own were never read. */
    closely_at: number;
    resource: string;
    turns: string;
    found: string;
  };
  presses: { id: string; verb: string; input: string; replaces: number; prepared_at: number };
  refused_deliveries: { id?: number; source: string; received_at: number; reason: string; body: string };
  remediations: {
    number?: number;
    key: string;
    state: string;
    action: string;
    conversation: string;
    /** 0: for none. */
    incident: number;
    proposed_at: number;
    body: string;
    version: number;
  };
  /** Who was heard from in a conversation, by the id that Teams' refresh of cards wants. */
  seen_people: { tenant_id: string; conversation_id: string; teams_id: string; seen_at: number };
  sends: { tenant_id: string; conversation_id: string; at: number };
  silences: {
    id?: number;
    matchers: string;
    starts_at: number;
    ends_at: number;
    by_object_id: string;
    by_name: string;
    comment: string;
  };
  /** Changes with what it names. */
  stamps: { name: string; value: number };
  thread_subjects: { tenant_id: string; conversation_id: string; subject: string; set_at: number };
  watermarks: { source: string; mark: string; set_at: number };
}
