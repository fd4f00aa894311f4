/** The tables, as kysely sees them. Times are epoch milliseconds. */
export interface Schema {
  activities: { id: string; seen_at: number };
  audit: {
    seq?: number;
    at: number;
    tenant_id: string;
    object_id: string;
    name: string;
    what: string;
    detail: string;
    outcome: string;
    request_id: string;
  };
  channel_defaults: { tenant_id: string; channel_id: string; defaults: string; set_by: string; set_at: number };
  conversations: { tenant_id: string; conversation_id: string; ref: string; seen_at: number };
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
  posted: { tenant_id: string; conversation_id: string; subject: string; ref: string; posted_at: number };
  presses: { id: string; verb: string; input: string; replaces: number; prepared_at: number };
  sends: { tenant_id: string; conversation_id: string; at: number };
  thread_subjects: { tenant_id: string; conversation_id: string; subject: string; set_at: number };
}
