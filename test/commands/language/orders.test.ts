import { describe, expect, it } from 'vitest';
import { heard } from './say.ts';

const orders: [said: string, understood: string][] = [
  ['ack 12', 'ack 12'],
  ['ack12', 'ack 12'],
  ['ack #12', 'ack 12'],
  ['ACK incident 12.', 'ack 12'],
  ['acknowledge INC-12', 'ack 12'],
  ['12 ack', 'ack 12'],
  ['#12: ack', 'ack 12'],
  ['please ack 12, thanks', 'ack 12'],
  ['ack 12 13 14', 'ack 12 13 14'],
  ['ack 12, 13 and #14', 'ack 12 13 14'],
  ['ack', 'ack'],
  ['snooze 12 2h', 'snooze 12 2h'],
  ['snooze 12 for 2 hours', 'snooze 12 2h'],
  ['snooze 2h 12', 'snooze 12 2h'],
  ['12 13 snooze 90 min', 'snooze 12 13 1h30m'],
  ['snooze 12 2 hours and 5 minutes', 'snooze 12 2h5m'],
  ['snooze 12 half an hour', 'snooze 12 30m'],
  ['snooze 12 until 6:00', 'snooze 12 until 06:00'],
  ['snooze 12 till tomorrow at 6 am UTC', 'snooze 12 until tomorrow 06:00 UTC'],
  ['snooze 12 until 2026-11-30 18:30', 'snooze 12 until 2026-11-30 18:30'],
  ['snooze for an hour', 'snooze 1h'],
  ['assign 12 @Ann Berg', 'assign 12 Ann Berg'],
  ['assign 12 to me', 'assign 12 me'],
  ['assign Ann Berg 12', 'assign 12 Ann Berg'],
  ['assign me', 'assign me'],
  ['note 12 3 pods were -5 s late, (see) "x"; <b>', 'note 12 3 pods were -5 s late, (see) "x"; <b>'],
  ['12 note: it was the deploy', 'note 12 it was the deploy'],
  ['note it was incident 12 again', 'note it was incident 12 again'],
  ['silence 12 until 06:00', 'silence 12 until 06:00'],
  [
    'silence severity="high",namespace=~"shop|pay" 2h because of a deploy',
    'silence severity="high",namespace=~"shop|pay" 2h because of a deploy',
  ],
  ['mute {namespace=“shop”, pod!~"a,b .*"} for 2 hours', 'silence namespace="shop",pod!~"a,b .*" 2h'],
  ['silence namespace=shop severity=high 1d', 'silence namespace=shop,severity=high 1d'],
  ['silence 2h namespace=shop 3 deploys', 'silence namespace=shop 2h 3 deploys'],
  ['silence 12 a deploy for 2 hours', 'silence 12 2h a deploy'],
  ['silence namespace=shop deploy until 18:30, all of it', 'silence namespace=shop until 18:30 deploy, all of it'],
  ['unsilence 3', 'unsilence 3'],
  ['end silence #3', 'unsilence 3'],
  ['what is silenced?', 'silences'],
  ['close 12', 'resolve 12'],
  ['re-open 12', 'reopen 12'],
  ['who is on call?', 'oncall'],
  ['who is on call for shop', 'oncall shop'],
  ['report of incident 12', 'export 12'],
  ['drill azure-monitor', 'drill azure-monitor'],
  ['incident #12', 'incidents 12'],
  ['incidents critical in prod-weu', 'incidents critical in prod-weu'],
  ['show my incidents', 'incidents mine'],
  ['resolved incidents ns=shop', 'incidents resolved ns=shop'],
  ['give me the logs of payments-api', 'logs payments-api'],
  ['how do I ack', 'help ack'],
  ['policy', 'policy'],
  ['who may restart payments-api?', 'policy restart payments-api'],
  ['who can roll back cart in prod-weu', 'policy roll back cart in prod-weu'],
  ['policy scale in prod-weu', 'policy scale in prod-weu'],
  ['policy restart payments', 'policy restart payments'],
  ['show policy of payments-api', 'policy payments-api'],
];

const unsure: [said: string, suggested: string][] = [
  ['acknowlege 12', '? ack 12'],
  ['snoze 12 2h', '? snooze 12 2h'],
  ['unsilense 3', '? unsilence 3'],
  ['resolve 12 tomorrow', '? resolve 12 (not: tomorrow)'],
  ['snooze 12 until 6', '? snooze 12 (not: until 6)'],
  ['ack 12 but not 13', '? ack 12 (not: but not 13)'],
  ['ack 0', '? ack (not: 0)'],
  ['do not ack 12', '?'],
  ['should we resolve 12', '?'],
];

describe('orders about incidents, as people type them', () => {
  it.each(orders)('hears %j as %j', (said, understood) => {
    expect(heard(said)).toBe(understood);
    expect(heard(understood)).toBe(understood);
  });

  it.each(unsure)('asks about %j with %j, and does nothing', (said, suggested) => {
    expect(heard(said)).toBe(suggested);
  });

  it('keeps a note to its end and drops nothing but what nobody can see', () => {
    expect(heard(`note 12 a\nb${'\u0000'}\u202e ${'x'.repeat(600)}`)).toBe(`note 12 a\nb ${'x'.repeat(600)}`);
  });
});
