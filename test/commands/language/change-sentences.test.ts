import { describe, expect, it } from 'vitest';
import { heard } from './say.ts';

const digest = `sha256:${'0123456789abcdef'.repeat(4)}`;

const sentences: [said: string, understood: string][] = [
  ['restart payments-api', 'restart payments-api'],
  ['restart payments-api because it leaks', 'restart payments-api because it leaks'],
  ['please restart shop/cart in prod-weu because: "it" leaks!', 'restart cart ns=shop in prod-weu because "it" leaks!'],
  ['restart payments-api because of a deploy', 'restart payments-api because of a deploy'],
  ['scale payments-api to 5', 'scale payments-api to 5'],
  ['scale payments-api 5', 'scale payments-api to 5'],
  ['scale 5 payments-api', 'scale payments-api to 5'],
  ['scale up payments-api to 5 replicas', 'scale payments-api to 5'],
  ['scale down payments-api to zero', 'scale payments-api to 0'],
  ['scale payments-api to 5 pods', 'scale payments-api to 5'],
  ['kubectl scale deployment/payments-api --replicas=5', 'scale deployment payments-api to 5'],
  ['scale sts ledger-db to 3 in prod-weu', 'scale statefulset ledger-db in prod-weu to 3'],
  ['set replicas of payments-api to 2 because 5 are too many', 'scale payments-api to 2 because 5 are too many'],
  ['scale payments-api', 'scale payments-api'],
  ['scale "12" to 3', 'scale "12" to 3'],
  ['roll back payments-api', 'roll back payments-api'],
  ['rollback payments-api', 'roll back payments-api'],
  ['undo rollout payments-api', 'roll back payments-api'],
  ['kubectl rollout undo deployment/payments-api', 'roll back deployment payments-api'],
  ['roll back payments-api to revision 3', 'roll back payments-api revision=3'],
  ['undo 12', 'undo 12'],
  ['undo 12 because it broke', 'undo 12 because it broke'],
  ['set memory payments-api to 512Mi', 'set memory payments-api to 512Mi'],
  ['raise memory payments-api to 512Mi', 'set memory payments-api to 512Mi'],
  ['raise the memory limit of payments-api to 1.5 GB', 'set memory payments-api to 1536Mi'],
  ['memory limit payments-api 512 Mi', 'set memory payments-api to 512Mi'],
  ['set memory payments-api api to 512mb', 'set memory payments-api container=api to 512Mi'],
  ['set memory payments-api container api 2Gi', 'set memory payments-api container=api to 2048Mi'],
  ['set memory of payments-api to 512Mi request=256Mi', 'set memory payments-api to 512Mi request=256Mi'],
  ['set memory request of payments-api to 256Mi', 'set memory payments-api request to 256Mi'],
  ['set memory payments-api', 'set memory payments-api'],
  ['roll payments-api to 1.8.1', 'roll payments-api to 1.8.1'],
  ['roll payments-api:1.8.1', 'roll image=payments-api:1.8.1'],
  ['roll out payments-api to main-Ab12', 'roll payments-api to main-Ab12'],
  [`roll payments-api to ${digest}`, `roll payments-api to ${digest}`],
  ['deploy payments-api:1.8.1', 'roll image=payments-api:1.8.1'],
  ['set image payments-api to v2 container=api because CVE', 'roll payments-api container=api to v2 because CVE'],
];

describe('changes of workloads, as people type them', () => {
  it.each(sentences)('hears %j as %j', (said, understood) => {
    expect(heard(said)).toBe(understood);
    expect(heard(understood)).toBe(understood);
  });

  it.each([
    ['set memory payments-api to 512', '? set memory payments-api (not: 512)'],
    ['scale payments-api to many', '? scale payments-api (not: many)'],
    ['scale payments-api by 2 tomorrow', '? scale payments-api to 2 (not: tomorrow)'],
    ['do not restart payments-api because I am away', '? restart payments-api because I am away (not: not)'],
  ])('asks about %j with %j', (said, suggested) => {
    expect(heard(said)).toBe(suggested);
  });
});
