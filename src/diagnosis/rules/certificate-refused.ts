import { complaintsIn } from '../logs/complaints.ts';
import { isFresh } from '../logs/is-fresh.ts';
import { quoteLine } from '../quote.ts';
import { isSuffering } from '../routing/suffering.ts';
import { defineRule } from '../rule.ts';
import { situationFacts } from '../situation/situation-facts.ts';

const expired = /has expired|CERT_HAS_EXPIRED|not yet valid|NotAfter|certificate expired/i;
const wrongName =
  /certificate is (?:valid|not valid) for|doesn't match|does not match|ERR_TLS_CERT_ALTNAME_INVALID|No subject alternative/i;
const freshMs = 10 * 60_000;

/** A client does not accept the certificate of whom it calls: it ran out, is for another name, or nobody known has signed it. */
export const certificateRefused = defineRule({
  code: 'certificate-refused',
  explains: ['CrashLoopBackOff', 'NotReady', 'Unreachable', 'Failing'],
  needs: ['pods', 'containerLogs'],
  wants: situationFacts,
  judge(evidence, _subject, now) {
    const told = complaintsIn(evidence).filter((it) => it.sign === 'certificate' && isFresh(it, now));
    return [...Map.groupBy(told, ({ workload }) => workload)].flatMap(([workload, [first]]) => {
      if (!first) return [];
      const { line, log, addresses, at } = first;
      const { kind, namespace, name } = workload;
      const place = addresses[0] && `${addresses[0].host}${addresses[0].port ? `:${addresses[0].port}` : ''}`;
      const whose = place ? `the certificate of ${place}` : 'a certificate';
      const isOver = expired.test(line);
      const isOther = !isOver && wrongName.test(line);
      const isYoung = at !== undefined && now.getTime() - at.getTime() < freshMs;
      const why = isOver
        ? 'it has expired, or is not valid yet'
        : isOther
          ? 'it is made for another name'
          : 'nobody whom it trusts has signed it';
      return {
        code: 'certificate-refused',
        about: { kind, namespace, name },
        confidence: (isOver || isOther ? 0.85 : 0.72) - (isSuffering(workload) ? 0 : isYoung ? 0.2 : 0.6),
        sentence: `${name} does not accept ${whose}: ${why}.`,
        quotes: [quoteLine(line, log)],
        suggestions: [
          {
            text: isOver
              ? `Renew ${whose} (kubectl get certificates -A, with cert-manager), and compare the clocks: openssl s_client -connect ${place ?? 'HOST:PORT'} </dev/null | openssl x509 -noout -dates.`
              : isOther
                ? `Call it by a name that is in ${whose}, or add this name to it.`
                : `Give ${name} the authority that signed ${whose} (a CA bundle in a ConfigMap), or a certificate of an authority that it knows.`,
          },
        ],
      };
    });
  },
});
