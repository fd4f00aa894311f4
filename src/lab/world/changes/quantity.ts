const bytes: Record<string, number> = {
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
};

/** MiB of a quantity such as "384Mi"; undefined for what is none. */
export function mebibytesOf(quantity: unknown): number | undefined {
  const [, number, unit = ''] = /^(\d+(?:\.\d+)?)(k|M|G|Ki|Mi|Gi)?$/.exec(String(quantity)) ?? [];
  return number === undefined ? undefined : Math.round((Number(number) * (bytes[unit] ?? 1)) / 2 ** 20);
}

/** Millicores of a quantity such as "250m" or "2"; undefined for what is none. */
export function millicoresOf(quantity: unknown): number | undefined {
  const [, number, milli] = /^(\d+(?:\.\d+)?)(m)?$/.exec(String(quantity)) ?? [];
  return number === undefined ? undefined : Math.round(Number(number) * (milli ? 1 : 1_000));
}
