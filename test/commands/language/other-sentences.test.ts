import { describe, expect, it } from 'vitest';
import { heard } from './say.ts';

const digest = `sha256:${'0123456789abcdef'.repeat(4)}`;

const sentences: [said: string, understood: string][] = [
  ['cluster health', 'cluster health'],
  ['cluster health prod-weu', 'cluster health prod-weu'],
  ['health of cluster prod-weu', 'cluster health prod-weu'],
  ['is prod-weu healthy', 'cluster health prod-weu'],
  ['is the prod-weu cluster healthy?', 'cluster health prod-weu'],
  ['prod-weu health', 'cluster health prod-weu'],
  ['how is prod-weu doing', 'cluster health prod-weu'],
  ['what is the status of prod-weu', 'cluster health prod-weu'],
  ['cluster prod-weu status', 'cluster health prod-weu'],
  ['Cluster-Health prod-weu', 'cluster health prod-weu'],
  ['clusterhealth cluster=prod-weu', 'cluster health prod-weu'],
  ['scan payments-api:1.8', 'scan image payments-api:1.8'],
  ['scan image payments-api:1.8', 'scan image payments-api:1.8'],
  ['please scan the image payments-api:1.8 for me', 'scan image payments-api:1.8'],
  ['payments-api:1.8 scan', 'scan image payments-api:1.8'],
  ['scan-image payments-api:1.8', 'scan image payments-api:1.8'],
  [`scan image contoso.azurecr.io/payments-api@${digest}`, `scan image contoso.azurecr.io/payments-api@${digest}`],
  [
    `scan contoso.azurecr.io/team/payments-api:1.8@${digest}`,
    `scan image contoso.azurecr.io/team/payments-api:1.8@${digest}`,
  ],
  ['scan payments-api 1.8', 'scan image payments-api tag=1.8'],
  ['scan payments-api version 1.8 from contoso', 'scan image payments-api registry=contoso tag=1.8'],
  ['scan payments-api:1.8 registry=contoso', 'scan image payments-api:1.8 registry=contoso'],
  ['is payments-api:1.8 vulnerable?', 'scan image payments-api:1.8'],
  ['cves in payments-api', 'scan image payments-api'],
  ['vulnerabilities of "payments-api:1.8"', 'scan image payments-api:1.8'],
  ['scan payments-api in prod-weu', 'scan image payments-api cluster=prod-weu'],
  ['scan payments-api v2', 'scan image payments-api tag=v2'],
  ['scan payments-api from contosodev', 'scan image payments-api registry=contosodev'],
  ['scan payments-api contosodev.azurecr.io', 'scan image payments-api registry=contosodev.azurecr.io'],
  ['scan image', 'scan image'],
  ['vulnerable images', 'images vulnerable'],
  ['which images are vulnerable in prod-weu?', 'images vulnerable in prod-weu'],
  ['images vulnerable owner=team-a', 'images vulnerable owner=team-a'],
  ['images vulnerable ns payments', 'images vulnerable ns=payments'],
  ['images', 'images running'],
  ['what images run in payments', 'images running in payments'],
  ['cve CVE-2021-44228', 'cve cve-2021-44228'],
  ['are we affected by cve-2021-44228?', 'cve cve-2021-44228'],
  ['who has CVE-2021-44228 in prod-weu', 'cve cve-2021-44228 in prod-weu'],
  ['image diff payments-api:1.8 1.8.1', 'image diff payments-api:1.8 other=1.8.1'],
  ['compare images api:1.8 and api:1.8.1', 'image diff api:1.8 other=api:1.8.1'],
  ['cve', 'cve'],
  ['use cluster prod-weu ns payments', 'use prod-weu ns=payments'],
  ['use prod-weu payments', 'use prod-weu ns=payments'],
  ['use prod-weu/payments', 'use prod-weu ns=payments'],
  ['use namespace payments', 'use ns=payments'],
  ['switch to cluster prod-weu', 'use prod-weu'],
  ['use cluster prod-weu and namespace payments', 'use prod-weu ns=payments'],
  ['use prod-weu as default', 'use prod-weu'],
  ['use all clusters', 'use nothing'],
  ['clusters', 'clusters'],
  ['show me the logs of payments-api', 'logs payments-api'],
  ['tail -f payments-api', 'logs payments-api'],
  ['kubectl logs payments-api -c api -p', 'logs payments-api container=api previous'],
  ['kubectl logs payments-api --previous -n payments', 'logs payments-api previous ns=payments'],
  ['last error logs of payments-api', 'logs payments-api errors'],
  ['get events -n payments', 'events ns=payments'],
  ['any recent warnings in payments', 'events in payments'],
  ['kubectl get deploy payments-api -o yaml', 'show yaml deployment payments-api'],
  ['kubectl describe pod payments-api-x2x4z', 'show yaml pod payments-api-x2x4z'],
  ['manifest of payments-api without status', 'show yaml payments-api spec only'],
  ['use', 'use'],
  ['use nothing', 'use nothing'],
  ['use none', 'use nothing'],
  ['help', 'help'],
  ['help why', 'help why'],
  ['help scan image', 'help scan image'],
  ['help cluster-health', 'help cluster health'],
  ['how do I scan', 'help scan image'],
  ['what can you do?', 'help'],
  ['?', ''],
  ['hello', ''],
  ['thank you', ''],
];

const unsure: [said: string, suggested: string][] = [
  ['cluter health', '? cluster health | cluster health "cluter"'],
  ['cluster helth prod-weu', '? cluster health prod-weu'],
  ['hwy OOMKilled payments-api', '? why OOMKilled payments-api'],
  ['why oomkiled payments-api', '? why OOMKilled payments-api | why "oomkiled" in payments-api'],
  ['why OOMKilled payments-api clustr=prod-weu', '? why OOMKilled payments-api cluster=prod-weu'],
  ['scna image', '? scan image'],
  ['scan iamge payments-api:1.8', '? scan image payments-api:1.8'],
  ['vulnerabilties of payments-api:1.8', '? scan image payments-api:1.8'],
  ['images vulnerabel in prod-weu', '? images vulnerable in prod-weu | images running in prod-weu in "vulnerabel"'],
  ['hepl', '? help'],
  ['payments-api:1.8', '? scan image payments-api:1.8'],
  ['payments-api', '? why payments-api | scan image payments-api | cluster health payments-api | use payments-api'],
  ['why payments-api yesterday', '? why payments-api (not: yesterday)'],
  ['why payments-api not OOMKilled', '? why OOMKilled payments-api (not: not)'],
  ['the weather is nice today in Munich', '?'],
  ['drop table students; --', '?'],
  ['warum OOMKilled payments-api', '? why OOMKilled warum in payments-api'],
  ['why did payments-api restart 5 times', '? why payments-api (not: 5 times)'],
  ['logz payments-api', '? logs payments-api'],
  ['help explode', '? help (not: explode)'],
  ['"payments-api"', '? why payments-api | scan image payments-api | cluster health payments-api | use payments-api'],
];

describe('the other commands, as people type them', () => {
  it.each(sentences)('hears %j as %j', (said, understood) => {
    expect(heard(said)).toBe(understood);
    expect(heard(understood)).toBe(understood);
  });
});

describe('what is not quite a command', () => {
  it.each(unsure)('answers %j with %j', (said, suggested) => {
    expect(heard(said)).toBe(suggested);
  });

  it('reads no more than the first part of a very long text, and quickly', () => {
    expect(heard(`${'abcdefgh '.repeat(5000)}`)).toBe('?');
  });
});
