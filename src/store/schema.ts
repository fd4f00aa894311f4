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
  messages: {
    tenant_id: string;
    conversation_id: string;
    activity_id: string;
    service_url: string;
    about: string;
    posted_at: number;
  };
  presses: { id: string; verb: string; input: string; replaces: number; prepared_at: number };
  thread_subjects: { tenant_id: string; conversation_id: string; subject: string; set_at: number };
}
