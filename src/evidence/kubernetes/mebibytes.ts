const factors: Record<string, number> = {
  '': 1,
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

/** A Kubernetes memory quantity ("256Mi", "1G", "1e9", "134217728") in MiB; undefined when it is none. */
export function mebibytes(quantity: string | undefined): number | undefined {
  const match = /^([+-]?\d+(?:\.\d*)?(?:[eE][+-]?\d+)?)([A-Za-z]*)$/.exec(quantity?.trim() ?? '');
  const factor = factors[match?.[2] ?? ''];
  if (!match || factor === undefined) return undefined;
  return (Number(match[1]) * factor) / 2 ** 20;
}
