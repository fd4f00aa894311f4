/** Whether a report or a question speaks of scaling at all: "why does cart not scale", "isn't KEDA scaling it". Untrusted text; it only hints. */
export function asksAboutScaling(report: string | undefined): boolean {
  return /\b(?:auto-?)?scal(?:e[sdr]?|ers?|ing|es)\b|\bautoscal|\bkeda\b|\bhpa\b|horizontal ?pod ?autoscaler/i.test(
    report ?? '',
  );
}
