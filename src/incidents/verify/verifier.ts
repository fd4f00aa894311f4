/** What a request proves itself with. */
export interface Proof {
  /** Names in lower case. */
  headers: Readonly<Record<string, string | string[] | undefined>>;
  /** The part of the address after "?", without it. */
  query: string;
}

/** Why a request is not believed; a caller learns the status alone. */
export type Disbelief =
  | 'no-token'
  | 'wrong-token'
  | 'expired'
  | 'foreign-tenant'
  | 'foreign-audience'
  | 'foreign-caller'
  | 'no-role'
  | 'keys-unreachable';

/** Says why a request is not believed; undefined when it is. */
export type Verify = (proof: Proof) => Disbelief | undefined | Promise<Disbelief | undefined>;

const statuses: Readonly<Partial<Record<Disbelief, 403 | 503>>> = {
  'foreign-caller': 403,
  'no-role': 403,
  // The sender is asked to come again: it may well be right.
  'keys-unreachable': 503,
};

/** 401 for who he is, 403 for what he may, 503 when it could not be found out. */
export function statusOf(disbelief: Disbelief): 401 | 403 | 503 {
  return statuses[disbelief] ?? 401;
}
